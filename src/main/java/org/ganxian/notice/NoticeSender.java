package org.ganxian.notice;

import java.time.Clock;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OutsideWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends one row of the outbox before the transaction of the engine's job, which writes down what came of it: at least
 * once, and again only when that transaction is rolled back after the channel took it.
 */
@CalledByDiagrams
@Component
@RequiredArgsConstructor
@Slf4j
class NoticeSender implements JavaDelegate, OutsideWork {

    private final Outbox outbox;
    private final MailChannel mail;
    private final WebhookChannel webhook;
    private final Clock clock;

    /**
     * @param failure null when it was sent, or there was nobody to send it to any more
     */
    private record Outcome(
            String id, boolean sent, @Nullable NotSent failure) {}

    private final ThreadLocal<@Nullable Outcome> outcome = new ThreadLocal<>();

    @Override
    public String process() {
        return Outbox.PROCESS;
    }

    @Override
    public void doFor(String id) {
        outbox.look(id).filter(entry -> !entry.isDone()).ifPresent(entry -> outcome.set(sent(entry)));
    }

    @Override
    public void forget() {
        outcome.remove();
    }

    private Outcome sent(OutboxEntry entry) {
        try {
            return new Outcome(entry.id(), send(entry), null);
        } catch (NotSent failure) {
            return new Outcome(entry.id(), false, failure);
        }
    }

    @Override
    public void execute(DelegateExecution execution) {
        String id = execution.getProcessBusinessKey();
        Optional<OutboxEntry> held = id == null ? Optional.empty() : outbox.hold(id);
        if (held.isEmpty()) {
            log.warn("There is no notice in the outbox for process instance {}", execution.getProcessInstanceId());
            return;
        }
        OutboxEntry entry = held.get();
        if (entry.isDone()) {
            return;
        }
        Attempt attempt = new Attempt(id);
        TransactionSynchronizationManager.registerSynchronization(attempt);
        Outcome before = outcome.get();
        Outcome known = before != null && before.id().equals(id) ? before : sent(entry);
        if (known.failure() != null) {
            attempt.error = known.failure().getMessage();
            throw known.failure();
        } else if (known.sent()) {
            entry.sent(clock.instant());
        } else {
            entry.dropped();
        }
    }

    /** False when there is nobody to send it to any more. */
    private boolean send(OutboxEntry entry) {
        return switch (entry.channel()) {
            case MAIL -> mail.send(entry);
            case WEBHOOK -> {
                webhook.send(entry);
                yield true;
            }
        };
    }

    /** What failed is written down after its transaction is gone, and with it the hold on the row. */
    @RequiredArgsConstructor
    private class Attempt implements TransactionSynchronization {

        private final String id;
        private @Nullable String error = "RolledBack";

        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
                outbox.countFailedAttempt(id, error);
            }
        }
    }
}
