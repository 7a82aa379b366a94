package org.ganxian.message;

import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OutsideWork;
import org.ganxian.notice.NotSent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The bean that {@code processes/resident-message.bpmn} calls. Sends one message before the transaction of the engine's job,
 * which writes down what came of it: at least once, and again only when that transaction is rolled back afterwards.
 */
@CalledByDiagrams
@Component("messageSender")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class MessageSender implements OutsideWork {

    private final Outgoing outgoing;
    private final Parcels parcels;
    private final Ways ways;
    private final Clock clock;

    /**
     * @param failure null when it was sent, or there was nobody to send it to any more
     * @param shown by the console alone
     */
    private record Outcome(
            String id,
            boolean sent,
            @Nullable String shown,
            @Nullable NotSent failure) {}

    private final ThreadLocal<@Nullable Outcome> outcome = new ThreadLocal<>();

    @Override
    public String process() {
        return Outgoing.PROCESS;
    }

    @Override
    public void doFor(String id) {
        outcome.set(attempt(id));
    }

    @Override
    public void forget() {
        outcome.remove();
    }

    private Outcome attempt(String id) {
        try {
            Optional<Ways.Parcel> parcel = parcels.of(id);
            return parcel.isEmpty()
                    ? new Outcome(id, false, null, null)
                    : new Outcome(id, true, ways.send(parcel.get()), null);
        } catch (NotSent failure) {
            return new Outcome(id, false, null, failure);
        }
    }

    /** When it may be sent; a past time is now. */
    public Date due(DelegateExecution execution) {
        return outgoing.due(execution.getProcessBusinessKey());
    }

    public void send(DelegateExecution execution) {
        String id = execution.getProcessBusinessKey();
        Optional<Message> held = id == null ? Optional.empty() : outgoing.hold(id);
        if (held.isEmpty()) {
            log.warn("There is no message for process instance {}", execution.getProcessInstanceId());
            return;
        }
        Message message = held.get();
        if (message.isDone()) {
            return;
        }
        Attempt attempt = new Attempt(id);
        TransactionSynchronizationManager.registerSynchronization(attempt);
        Outcome before = outcome.get();
        Outcome known = before != null && before.id().equals(id) ? before : attempt(id);
        if (known.failure() != null) {
            attempt.error = known.failure().getMessage();
            throw known.failure();
        } else if (known.sent()) {
            message.sent(clock.instant(), known.shown());
        } else {
            message.dropped();
        }
    }

    /** What failed is written down after its transaction is gone, and with it the hold on the row. */
    @RequiredArgsConstructor
    private class Attempt implements TransactionSynchronization {

        private final String id;
        private @Nullable String error = "RolledBack";

        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
                outgoing.countFailedAttempt(id, error);
            }
        }
    }
}
