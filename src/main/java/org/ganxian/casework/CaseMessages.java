package org.ganxian.casework;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * Tells a case's process, found by the case's number, what has happened: as the system, whatever the rights of whoever is
 * logged in.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseMessages {

    /** The messages that every flow waits for while it has a case. */
    public static final String WITHDRAWN = "demand-withdrawn";

    public static final String RATED = "resident-rated";
    public static final String SUPERVISED = "supervision-raised";

    private static final String MOVED_ON = "这件诉求刚刚有了新的进展，请刷新后再试";

    private final RuntimeService runtimeService;
    private final CurrentActor currentActor;

    /** Starts the process that begins with this message. */
    public void start(String number, String message) {
        currentActor.asSystem(() -> runtimeService
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(number)
                .correlateStartMessage());
    }

    /** @throws Refusal 409 when others were a moment faster: what the caller has read is out of date */
    public void tell(String number, String message) {
        tell(number, message, MOVED_ON);
    }

    /** @throws Refusal 409 with the reason {@code otherwise} when the process does not wait for this message */
    public void tell(String number, String message, String otherwise) {
        currentActor.asSystem(() -> {
            try {
                runtimeService
                        .createMessageCorrelation(message)
                        .processInstanceBusinessKey(number)
                        .correlate();
            } catch (MismatchingMessageCorrelationException movedOn) {
                throw Refusal.conflict(otherwise);
            }
            return null;
        });
    }
}
