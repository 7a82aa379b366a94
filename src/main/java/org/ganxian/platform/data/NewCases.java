package org.ganxian.platform.data;

import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The cases that this transaction has registered, by number: of none of them anything older is kept anywhere. */
@Component
public class NewCases {

    private final PerTransaction<Set<String>> numbers = new PerTransaction<>(HashSet::new);

    /** To be called in the transaction that registers it. */
    public void begin(String number) {
        numbers.get().add(number);
    }

    public boolean has(String number) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && numbers.get().contains(number);
    }
}
