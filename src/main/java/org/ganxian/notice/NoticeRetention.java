package org.ganxian.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Forgets what was read or sent long ago; the process {@code notice-retention} calls it every night. */
@Component
class NoticeRetention implements JavaDelegate {

    private static final Duration READ = Duration.ofDays(90);
    private static final Duration SENT = Duration.ofDays(30);

    private final Inbox inbox;
    private final Outbox outbox;
    private final Clock clock;

    NoticeRetention(Inbox inbox, Outbox outbox, Clock clock) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Instant now = clock.instant();
        inbox.forgetReadBefore(now.minus(READ));
        outbox.forgetSentBefore(now.minus(SENT));
    }
}
