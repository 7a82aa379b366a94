package org.ganxian.order;

import java.time.Duration;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Casework;
import org.ganxian.casework.TransferDoor;
import org.ganxian.casework.TransferDoor.Transfer;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.platform.Actor;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders that another system is asked to handle. Until it accepts, the order is ours and its clocks run; while it works they
 * stand still; what it does not take comes back to the triage desk.
 */
@Component
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OrdersElsewhere {

    /** Whoever watches the other system calls it long before: no timer of ours fires meanwhile. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final TransferDoor door;
    private final Casework casework;
    private final Demands demands;
    private final OrderClock clock;

    List<Choice> partners() {
        return door.partners();
    }

    /** By the triage desk's form, with the resident's consent. */
    void ask(Demand demand, FormInput typed) {
        String told = door.take(
                demand,
                new Transfer(
                        typed.required("partner", "请选择转给哪个平台"),
                        typed.required("transferReason", "请填写转出的理由和依据，对方和群众会看到"),
                        typed.text("consentBy")));
        casework.done(demand, Step.PARTNER_ASKED, told);
    }

    /**
     * The other system has accepted: our clocks stand still.
     *
     * @param text zh-CN, for the resident to read
     */
    public void accepted(Demand demand, Actor partner, String text) {
        demands.record(demand, Step.PARTNER_ACCEPTED, partner, text);
        clock.pause(demand, clock.now().plus(LONGEST));
    }

    /**
     * It does not take the order, or gives it back: the clocks go on, the triage desk decides anew.
     *
     * @param text zh-CN, for the resident to read
     */
    public void refused(Demand demand, Actor partner, String text) {
        if (demand.pausedAt().isPresent()) {
            clock.resume(demand, Milestone.ANSWER);
        }
        demands.record(demand, Step.PARTNER_REFUSED, partner, text);
    }

    /**
     * It has done the work; its answer is the resident's.
     *
     * @param text zh-CN, for the resident to read
     */
    public void done(Demand demand, Actor partner, String text) {
        demand.completeAt(clock.now());
        demands.record(demand, Step.PARTNER_DONE, partner, text);
    }
}
