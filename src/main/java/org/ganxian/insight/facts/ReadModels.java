package org.ganxian.insight.facts;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.DemandMoved;
import org.ganxian.demand.ManyDemands;
import org.ganxian.platform.data.NewCases;
import org.ganxian.sla.DeadlineMoved;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notes which cases a transaction moves and writes what managers count of them just before it commits, in that
 * transaction: a step and its figure happen both or neither.
 */
@Component
@RequiredArgsConstructor
class ReadModels {

    private final CaseFacts facts;
    private final Waits waits;
    private final PastStays past;
    private final ManyDemands demands;
    private final NewCases newCases;
    private final EntityManager entityManager;

    @EventListener
    void moved(DemandMoved demand) {
        ofThisTransaction().cases.add(demand.number());
    }

    @EventListener
    void moved(DeadlineMoved deadline) {
        ofThisTransaction().cases.add(deadline.number());
    }

    /** A case has come to a step, or has left one. */
    void moved(Wait wait) {
        ofThisTransaction()
                .waits
                .merge(wait.id(), wait, (entered, left) -> entered.leftAt() == null ? entered.until(left) : entered);
    }

    private Pending ofThisTransaction() {
        Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        return pending;
    }

    private void write(Set<String> cases, Map<String, Wait> stays) {
        flush();
        // As they stand now, not as this transaction once read them: others may have moved them since.
        demands.take(cases);
        // Those have no past that the engine knows, and an import has many of them.
        Map<String, CaseFact> known =
                new HashMap<>(facts.begin(cases.stream().filter(newCases::has).toList()));
        Set<String> begun = Set.copyOf(known.keySet());
        Set<String> fresh = new HashSet<>();
        for (String number : cases) {
            if (!begun.contains(number)) {
                facts.move(number).ifPresent(written -> {
                    if (written.isNew()) {
                        fresh.add(number);
                    } else {
                        known.put(number, written.fact());
                    }
                });
            }
        }
        fresh.forEach(past::fill);
        List<Wait> others = new ArrayList<>(stays.values());
        Map<CaseFact, Optional<Wait>> moved = new LinkedHashMap<>();
        for (String number : cases) {
            CaseFact fact = known.get(number);
            if (fact != null && !begun.contains(number)) {
                moved.put(fact, anyThatEnds(others, number));
            }
        }
        // Before the others hear where their case is now: these ended where it was.
        List<Wait> ends =
                others.stream().filter(stay -> stay.enteredAt() == null).toList();
        ends.forEach(waits::write);
        others.removeAll(ends);
        moved.forEach((fact, end) -> waits.move(fact, end.orElse(null)));
        List<Wait> first =
                others.stream().filter(stay -> known.containsKey(stay.number())).toList();
        waits.begin(first, known);
        others.removeAll(first);
        for (Wait stay : others) {
            if (fresh.contains(stay.number())) {
                waits.gather(stay);
            } else {
                waits.write(stay);
            }
        }
    }

    /** Mostly there is one, written together with what the others are told. */
    private static Optional<Wait> anyThatEnds(List<Wait> stays, String number) {
        Optional<Wait> ends = stays.stream()
                .filter(stay -> stay.enteredAt() == null && number.equals(stay.number()))
                .findFirst();
        ends.ifPresent(stays::remove);
        return ends;
    }

    private void flush() {
        try {
            entityManager.flush();
        } catch (PersistenceException e) {
            // As the commit itself would have said it, so that a lost race is told as one.
            RuntimeException translated = EntityManagerFactoryUtils.convertJpaAccessExceptionIfPossible(e);
            throw translated == null ? e : translated;
        }
    }

    private class Pending implements TransactionSynchronization {

        private final Set<String> cases = new LinkedHashSet<>();
        private final Map<String, Wait> waits = new LinkedHashMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            write(cases, waits);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(ReadModels.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ReadModels.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(ReadModels.this);
        }
    }
}
