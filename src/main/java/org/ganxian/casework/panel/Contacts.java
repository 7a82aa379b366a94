package org.ganxian.casework.panel;

import java.time.Clock;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Casework;
import org.ganxian.casework.ContactChannels;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Real contacts with the resident: the first one is the first response. */
@Component
@RequiredArgsConstructor
class Contacts {

    private final Casework casework;
    private final ContactChannels channels;
    private final SlaClocks clocks;
    private final Clock clock;

    /** A contact that was logged outside a form, for a case of any flow. */
    void log(Demand demand, String channel, @Nullable String note) {
        casework.done(
                demand,
                Step.CONTACTED,
                channels.nameOf(channel)
                        + (note == null || note.isBlank() || demand.confidential() ? "" : "。" + note.strip()));
        demand.firstRespondedAt(clock.instant());
        clocks.stop(demand.number(), Milestone.FIRST_CONTACT, clock.instant());
    }
}
