package org.ganxian.mediation.papers;

import java.util.List;
import java.util.Objects;
import org.ganxian.mediation.dossier.Mediation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.annotation.Transactional;

/** What an agreement's paper prints as owed. */
@TestComponent
public class PrintedDuties {

    @Autowired
    private Casebooks casebooks;

    @Autowired
    private Mediation.Repository mediations;

    /** Yuan, by due day. */
    @Transactional(readOnly = true)
    public List<String> of(String number) {
        return casebooks.of(mediations.findByNumber(number).orElseThrow()).duties().stream()
                .map(duty -> Objects.toString(duty.amount()))
                .toList();
    }
}
