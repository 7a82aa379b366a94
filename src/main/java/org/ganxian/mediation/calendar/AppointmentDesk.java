package org.ganxian.mediation.calendar;

import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** Who appoints, and that it is on record. */
@Component
@RequiredArgsConstructor
class AppointmentDesk {

    private final CurrentActor current;
    private final Audit audit;

    String who() {
        return current.get().id();
    }

    void record(String action, String subject) {
        audit.record(current.get(), action, subject);
    }
}
