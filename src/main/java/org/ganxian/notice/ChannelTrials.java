package org.ganxian.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.settings.SettingsTrial;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * A notice that says it is a test, sent at once by the way of all others. Whoever tries it waits for some seconds, however
 * slowly the other side drips.
 */
@Component
class ChannelTrials implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final int AT_ONCE = 2;

    /** Beside the clients' own patience, which begins anew with each line of an answer. */
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons());

    private final Clock clock;
    private final Duration patience;

    @Autowired
    ChannelTrials(Clock clock) {
        this(clock, PATIENCE);
    }

    ChannelTrials(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    private static CustomizableThreadFactory daemons() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("channel-trial-");
        factory.setDaemon(true);
        return factory;
    }

    @Component
    @RequiredArgsConstructor
    static class ByMail implements SettingsTrial {

        private final ChannelTrials trials;
        private final MailChannel mail;

        @Override
        public String section() {
            return MailSection.ID;
        }

        @Override
        public String button() {
            return "给自己发一封测试邮件";
        }

        @Override
        public Outcome run(Actor by) {
            OutboxEntry entry = trials.entry(OutboxEntry.Channel.MAIL, by.id());
            return trials.within(() -> mail.send(entry)
                    ? new Outcome(true, "邮件服务器收下了测试邮件，请到自己的邮箱查看；几分钟还没有，看看垃圾邮件")
                    : new Outcome(false, "您还没有填写自己的邮箱：请先在“通知”页的“邮件通知”里填写"));
        }
    }

    @Component
    @RequiredArgsConstructor
    static class ByWebhook implements SettingsTrial {

        private final ChannelTrials trials;
        private final WebhookChannel webhook;

        @Override
        public String section() {
            return WebhookSection.ID;
        }

        @Override
        public String button() {
            return "发一条测试消息";
        }

        @Override
        public Outcome run(Actor by) {
            OutboxEntry entry = trials.entry(OutboxEntry.Channel.WEBHOOK, null);
            return trials.within(() -> {
                webhook.send(entry);
                return new Outcome(true, "对方收下了测试消息");
            });
        }
    }

    private OutboxEntry entry(OutboxEntry.Channel channel, @Nullable String recipient) {
        Notice notice = new Notice("TEST", "TEST", "测试：干线的通知能收到", "这是系统管理员在“系统设置”里发的测试，与任何诉求无关，不用处理。");
        return new OutboxEntry(channel, recipient, notice, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    SettingsTrial.Outcome within(Supplier<SettingsTrial.Outcome> trial) {
        Future<SettingsTrial.Outcome> running;
        try {
            running = threads.submit(trial::get);
        } catch (RejectedExecutionException full) {
            return new SettingsTrial.Outcome(false, "前面的测试还没有结束，请过一会儿再试");
        }
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            running.cancel(true);
            return new SettingsTrial.Outcome(false, "对方 %d 秒内没有答完：请核对地址和端口，以及防火墙是否放行".formatted(patience.toSeconds()));
        } catch (ExecutionException failed) {
            NotSent why = failed.getCause() instanceof NotSent notSent ? notSent : NotSent.because(failed);
            return new SettingsTrial.Outcome(false, why.inChinese());
        } catch (InterruptedException | CancellationException stopped) {
            Thread.currentThread().interrupt();
            return new SettingsTrial.Outcome(false, "测试被中断，请再试");
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
