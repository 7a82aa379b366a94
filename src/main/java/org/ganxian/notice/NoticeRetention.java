package org.ganxian.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ganxian.engine.CalledByDiagrams;
import org.springframework.stereotype.Component;

/** Forgets what was read or sent long ago, or never read; the process {@code notice-retention} calls it every night. */
@CalledByDiagrams
@Component
@RequiredArgsConstructor
class NoticeRetention implements JavaDelegate {

    private static final Duration READ = Duration.ofDays(90);
    private static final Duration UNREAD = Duration.ofDays(365);
    private static final Duration SENT = Duration.ofDays(30);

    private final Inbox inbox;
    private final Outbox outbox;
    private final List<Forgetting> others;
    private final Clock clock;

    @Override
    public void execute(DelegateExecution execution) {
        Instant now = clock.instant();
        inbox.forget(now.minus(READ), now.minus(UNREAD));
        outbox.forgetSentBefore(now.minus(SENT));
        others.forEach(other -> other.forgetSentBefore(now.minus(SENT)));
    }
}
