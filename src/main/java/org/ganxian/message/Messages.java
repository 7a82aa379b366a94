package org.ganxian.message;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.Step;
import org.ganxian.demand.StepTaken;
import org.ganxian.settings.Settings;
import org.ganxian.sla.DeadlineMoved;
import org.ganxian.sla.Milestone;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears what happens to cases and tells their residents what matters to them. Kept or lost together with the step. */
@Component
@RequiredArgsConstructor
class Messages {

    /** Whoever has not rated by then is asked once more. */
    private static final Duration UNTIL_ASKED_TO_RATE = Duration.ofDays(3);

    /** Nobody plans by minutes. */
    private static final Duration WORTH_TELLING = Duration.ofHours(1);

    /** By which the answer is promised; the others are the office's own. */
    private static final Set<Milestone> OF_THE_RESIDENT =
            EnumSet.of(Milestone.COMPLETION, Milestone.DECISION, Milestone.ISSUE);

    private final ResidentContact.Repository contacts;
    private final PhoneKeys phones;
    private final Ways ways;
    private final Settings settings;
    private final WakingSection waking;
    private final Outgoing outgoing;
    private final Demands demands;
    private final ManyDemands many;

    @EventListener
    void taken(StepTaken step) {
        Demand demand = step.demand();
        if (step.step() == Step.REGISTERED) {
            contacts.save(new ResidentContact(demand.id(), phones.ofOrNothing(demand.contactPhone())));
        }
        if (step.step() == Step.FOLLOWER_RATED) {
            outgoing.drop(demand.id(), Occasion.RATE);
        }
        Optional<Occasion> occasion = Occasion.after(step.step());
        if (occasion.isEmpty() || !ways.isOn(Message.Channel.SMS) && !ways.isOn(Message.Channel.MAIL)) {
            return;
        }
        tell(demand, occasion.get(), String.valueOf(step.entry()));
        // Whose master is refused is let go and hears that instead; a question is its owner's alone.
        if (occasion.get() == Occasion.DONE && !Parcels.isHushed(demand)) {
            many.followersOf(demand).forEach(follower -> tell(follower, occasion.get(), String.valueOf(step.entry())));
        }
    }

    /** Whatever moves it: an extension, the end of a pause, another calendar or limit. */
    @EventListener
    void moved(DeadlineMoved moved) {
        if (!OF_THE_RESIDENT.contains(moved.step())
                || Duration.between(moved.before(), moved.due()).abs().compareTo(WORTH_TELLING) < 0
                || !ways.isOn(Message.Channel.SMS) && !ways.isOn(Message.Channel.MAIL)) {
            return;
        }
        Demand demand = demands.get(moved.number());
        if (demand.status().isOpen()) {
            // It may move there and back again, within one moment even.
            String once = UUID.randomUUID().toString();
            tell(demand, Occasion.DEADLINE, once);
            if (!Parcels.isHushed(demand)) {
                many.followersOf(demand).forEach(follower -> tell(follower, Occasion.DEADLINE, once));
            }
        }
    }

    private void tell(Demand demand, Occasion occasion, String once) {
        ResidentContact contact = contacts.findById(demand.id()).orElse(null);
        if (contact == null || contact.muted() || Parcels.isHushed(demand)) {
            return;
        }
        Instant now = outgoing.now();
        if (occasion == Occasion.DEADLINE) {
            // The date is read when it is sent: what waits already would say the same.
            outgoing.drop(demand.id(), occasion);
        }
        for (Message.Channel channel : Message.Channel.values()) {
            boolean reached = channel == Message.Channel.MAIL
                    ? contact.email() != null
                    : Parcels.mobile(demand.contactPhone()) != null;
            if (reached && ways.isOn(channel)) {
                put(demand, occasion, channel, once, now);
                if (occasion == Occasion.DONE) {
                    put(demand, Occasion.RATE, channel, once, now.plus(UNTIL_ASKED_TO_RATE));
                }
            }
        }
    }

    private void put(Demand demand, Occasion occasion, Message.Channel channel, String once, Instant at) {
        String key = "%s-%d-%s-%s".formatted(once, demand.id(), occasion, channel);
        Instant when = waking.now(settings).next(at);
        outgoing.put(new Message(key, demand.id(), occasion, channel, outgoing.now(), when));
    }
}
