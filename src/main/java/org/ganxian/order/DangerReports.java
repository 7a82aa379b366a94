package org.ganxian.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.casework.Casework;
import org.ganxian.casework.Residents;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Places orders for the doors, and keeps a report of danger whatever is broken: where its process cannot start, the
 * demand is stored alone, with the limits of danger, the duty desk is told, and so is the operator.
 */
@Slf4j
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DangerReports {

    private static final Duration FIRST_CONTACT = Duration.ofMinutes(30);
    private static final Duration COMPLETION = Duration.ofHours(2);

    private static final String NOT_KEPT = "如有人身危险，请立即拨打 110（报警）、119（火警）或 120（急救）。系统出错，您填写的内容没有保存，请直接打电话。";

    private final Orders orders;
    private final Residents residents;
    private final DangerWords words;
    private final Casework casework;
    private final People people;
    private final Units units;
    private final RetriedTransaction transaction;
    private final Clock clock;

    /**
     * Lets a door place the demand in its own way.
     *
     * @param door gets what places a demand, and calls it in its own transaction, twice at most
     * @throws Refusal for what is refused; 503 with the emergency numbers when not even a report of danger can be kept
     */
    public <T> T kept(NewDemand demand, Function<Function<NewDemand, Demand>, T> door) {
        try {
            return door.apply(orders::place);
        } catch (DataIntegrityViolationException twin) {
            throw twin;
        } catch (RuntimeException fault) {
            if (Refusal.behind(fault).isPresent() || !tellOfDanger(demand)) {
                throw fault;
            }
            return keptAlone(door, fault);
        }
    }

    /** Nothing may stand before such a report. */
    public boolean tellOfDanger(NewDemand demand) {
        return words.tellOfDanger(demand.title(), demand.description());
    }

    private <T> T keptAlone(Function<Function<NewDemand, Demand>, T> door, RuntimeException fault) {
        AtomicReference<@Nullable Demand> kept = new AtomicReference<>();
        try {
            T answer = door.apply(demand -> {
                kept.set(keep(demand));
                return kept.get();
            });
            if (kept.get() != null) {
                log.error(
                        "{} tells of danger and has no process: see to it by hand",
                        kept.get().number(),
                        fault);
                tell(kept.get());
            }
            return answer;
        } catch (RuntimeException worse) {
            worse.addSuppressed(fault);
            log.error("A report of danger was not kept", worse);
            throw Refusal.unavailable(NOT_KEPT);
        }
    }

    private Demand keep(NewDemand order) {
        Demand demand = residents.register(order);
        Instant now = clock.instant();
        demand.prioritise(Priority.P1);
        demand.schedule(new Deadlines(now.plus(FIRST_CONTACT), now.plus(COMPLETION)));
        return demand;
    }

    private void tell(Demand demand) {
        try {
            transaction.run(() -> {
                List<String> desk = people.usernamesOn(Duty.DUTY, units.city().code());
                casework.tell(desk, demand, "DANGER", "险情 %s：没有生成任务", "流程出错，请立即电话联系群众，并通知系统管理员。");
                return null;
            });
        } catch (RuntimeException silent) {
            log.error("The duty desk could not be told of {}", demand.number(), silent);
        }
    }
}
