package org.ganxian.notice;

import java.time.Clock;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OutsideWork;
import org.springframework.stereotype.Component;

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

    private final Attempts<Boolean> attempts = new Attempts<>();

    @Override
    public String process() {
        return Outbox.PROCESS;
    }

    @Override
    public void doFor(String id) {
        outbox.look(id).filter(entry -> !entry.isDone()).ifPresent(entry -> attempts.ahead(id, () -> send(entry)));
    }

    @Override
    public void forget() {
        attempts.forget();
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
        if (attempts.made(id, () -> send(entry), outbox::countFailedAttempt)) {
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
}
