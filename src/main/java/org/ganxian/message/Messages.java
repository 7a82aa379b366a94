package org.ganxian.message;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.Step;
import org.ganxian.demand.StepTaken;
import org.ganxian.settings.Settings;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears what happens to cases and tells their residents what matters to them. Kept or lost together with the step. */
@Component
@RequiredArgsConstructor
class Messages {

    /** Whoever has not rated by then is asked once more. */
    private static final Duration UNTIL_ASKED_TO_RATE = Duration.ofDays(3);

    private static final Set<Occasion> FOR_FOLLOWERS = EnumSet.of(Occasion.DEADLINE, Occasion.DONE);

    private final ResidentContact.Repository contacts;
    private final PhoneKeys phones;
    private final Ways ways;
    private final Settings settings;
    private final WakingSection waking;
    private final Outgoing outgoing;
    private final ManyDemands many;

    @EventListener
    void taken(StepTaken step) {
        Demand demand = step.demand();
        if (step.step() == Step.REGISTERED) {
            contacts.save(new ResidentContact(demand.id(), phones.ofOrNothing(demand.contactPhone())));
        }
        Optional<Occasion> occasion = Occasion.after(step.step());
        if (occasion.isEmpty() || !ways.isOn(Message.Channel.SMS) && !ways.isOn(Message.Channel.MAIL)) {
            return;
        }
        tell(demand, occasion.get(), step.entry());
        // Whose master is refused is let go and hears that instead; a question is its owner's alone.
        if (FOR_FOLLOWERS.contains(occasion.get()) && !Parcels.isHushed(demand)) {
            many.followersOf(demand).forEach(follower -> tell(follower, occasion.get(), step.entry()));
        }
    }

    private void tell(Demand demand, Occasion occasion, long entry) {
        ResidentContact contact = contacts.findById(demand.id()).orElse(null);
        if (contact == null || contact.muted() || Parcels.isHushed(demand)) {
            return;
        }
        Instant now = outgoing.now();
        for (Message.Channel channel : Message.Channel.values()) {
            boolean reached = channel == Message.Channel.MAIL
                    ? contact.email() != null
                    : Parcels.mobile(demand.contactPhone()) != null;
            if (reached && ways.isOn(channel)) {
                put(demand, occasion, channel, entry, now);
                if (occasion == Occasion.DONE) {
                    put(demand, Occasion.RATE, channel, entry, now.plus(UNTIL_ASKED_TO_RATE));
                }
            }
        }
    }

    private void put(Demand demand, Occasion occasion, Message.Channel channel, long entry, Instant at) {
        String once = "%d-%d-%s-%s".formatted(entry, demand.id(), occasion, channel);
        Instant when = waking.now(settings).next(at);
        outgoing.put(new Message(once, demand.id(), occasion, channel, outgoing.now(), when));
    }
}
