package org.ganxian.organization.units;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.EngineClock;
import org.ganxian.engine.OwnCommand;
import org.ganxian.organization.Units;
import org.ganxian.organization.units.UnitWork.Move;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * The bean that {@code processes/unit-change.bpmn} calls. A batch is one job; each case is a transaction of its own in it,
 * so that one which loses a race is tried again and those before it are not undone.
 */
@CalledByDiagrams
@Component("carryingOver")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CarryingOver {

    private static final int BATCH = 20;
    /** By then whoever was just giving a case to the unit has committed. */
    private static final int SECONDS_FOR_OTHERS = 60;

    private final UnitChanges changes;
    private final UnitChange.Repository repository;
    private final ChangedCases cases;
    private final UnitWork work;
    private final Units units;
    private final OwnCommand own;

    /** The process runs for changes alone that somebody has asked for. */
    public void begin(DelegateExecution execution) {
        if (of(execution).finishedAt() != null) {
            throw Refusal.conflict("这次调整已经完成");
        }
    }

    /** When the cases go over: with the day. */
    public Date due(DelegateExecution execution) {
        Instant day = of(execution).effectiveOn().atStartOfDay(PeopleTime.ZONE).toInstant();
        Instant soon = EngineClock.now().plusSeconds(SECONDS_FOR_OTHERS);
        return Date.from(day.isAfter(soon) ? day : soon);
    }

    /** One batch; the first one gathers what there is, the last one looks whether something has come meanwhile. */
    public void next(DelegateExecution execution) {
        long id = of(execution).id();
        List<String> numbers = own.run(() -> gather(id));
        Move move = own.run(() -> changes.moveOf(repository.findById(id).orElseThrow()));
        for (String number : numbers) {
            own.run(() -> {
                work.carry(number, move);
                cases.carried(id, number, EngineClock.now());
                return number;
            });
        }
    }

    private List<String> gather(long id) {
        UnitChange change = repository.findById(id).orElseThrow();
        boolean first = change.begunAt() == null;
        if (first) {
            change.begin(EngineClock.now());
        }
        if (change.kind() == UnitChange.Kind.MERGE) {
            Move move = changes.moveOf(change);
            if (first) {
                changes.carryStaff(move);
            }
            cases.add(id, work.numbersAt(move.successors().keySet(), ""));
        } else if (change.kind() == UnitChange.Kind.MOVE && first) {
            cases.add(id, work.numbersAt(changes.closing(units.get(change.unitCode())), ""));
        }
        return cases.next(id, BATCH);
    }

    /** Whether there is another batch; the change is over when there is none. */
    public boolean hasMore(DelegateExecution execution) {
        long id = of(execution).id();
        return own.run(() -> {
            UnitChange change = repository.findById(id).orElseThrow();
            boolean more = !cases.next(id, 1).isEmpty()
                    || change.kind() == UnitChange.Kind.MERGE
                            && work.count(changes.moveOf(change).successors().keySet()) > 0;
            if (!more) {
                change.finish(EngineClock.now());
            }
            return more;
        });
    }

    private UnitChange of(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (key == null || !key.matches("\\d{1,18}")) {
            throw Refusal.conflict("单位调整只能从单位页面发起");
        }
        return changes.find(Long.parseLong(key)).orElseThrow(() -> Refusal.conflict("没有这次单位调整"));
    }
}
