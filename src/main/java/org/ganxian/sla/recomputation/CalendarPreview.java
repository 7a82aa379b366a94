package org.ganxian.sla.recomputation;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.DeadlinePreview;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Revision;
import org.ganxian.sla.Revisions;
import org.ganxian.sla.SlaClock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what the recomputation would do, with the calendar of a transaction that is rolled back. */
@Component
@RequiredArgsConstructor
class CalendarPreview implements DeadlinePreview {

    /** The calendar is locked meanwhile: no longer than a few seconds. */
    private static final int LOOKED_AT = 5_000;

    private static final int SHOWN = 20;

    private final Recomputations recomputations;
    private final Revisions revisions;
    private final Clock clock;
    private final PlatformTransactionManager transactions;

    @Override
    public Effect of(Runnable change) {
        TransactionTemplate alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return Objects.requireNonNull(alone.execute(status -> {
            change.run();
            Effect effect = effect();
            status.setRollbackOnly();
            return effect;
        }));
    }

    private Effect effect() {
        // Calendars are locked: the latest of a calendar is the one that this change has asked for.
        Recomputation asked = recomputations.latest().stream()
                .filter(r -> r.kind() == Recomputation.Kind.CALENDAR)
                .findFirst()
                .orElseThrow();
        List<SlaClock> touched = recomputations.next(asked, LOOKED_AT);
        List<Revision> found = revisions.of(touched, null, clock.instant(), asked.cause());
        List<Revision> moves = found.stream()
                .filter(Revision::isMove)
                .sorted(Comparator.comparing(Revision::due))
                .toList();
        return new Effect(
                touched.size() < LOOKED_AT,
                (int) moves.stream().map(r -> r.clock().subject()).distinct().count(),
                (int) found.stream().filter(Revision::isFlagged).count(),
                moves.stream().limit(SHOWN).map(CalendarPreview::line).toList());
    }

    private static Line line(Revision move) {
        SlaClock one = move.clock();
        return new Line(one.subject(), one.step().title(), PeopleTime.of(one.dueAt()), PeopleTime.of(move.due()));
    }
}
