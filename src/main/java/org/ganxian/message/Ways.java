package org.ganxian.message;

import java.time.Instant;
import org.ganxian.notice.Letter;
import org.ganxian.notice.MailChannel;
import org.ganxian.notice.NotSent;
import org.ganxian.notice.SignedCalls;
import org.ganxian.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** By which ways messages reach residents: the city's SMS gateway and mail server, or in the demo a page that shows them. */
@Component
class Ways {

    /**
     * What the gateway is called with.
     *
     * @param phone to dial
     * @param at ISO 8601, UTC; the same at every attempt
     */
    record Sms(String id, String kind, String phone, String text, String at) {}

    private final Settings settings;
    private final SmsSection section;
    private final SignedCalls calls;
    private final MailChannel mail;
    private final boolean console;
    /** What the demo's stories tell before was long ago. */
    private volatile boolean open;

    /** @param stories whether the demo has its cases */
    Ways(
            Settings settings,
            SmsSection section,
            SignedCalls calls,
            MailChannel mail,
            Environment environment,
            @Value("${ganxian.demo.demands:true}") boolean stories) {
        this.settings = settings;
        this.section = section;
        this.calls = calls;
        this.mail = mail;
        this.console = stories && environment.acceptsProfiles(Profiles.of("demo"));
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        open = true;
    }

    boolean isOn(Message.Channel channel) {
        return console && open || leadsOut(channel);
    }

    /** Whether what cannot leave the house is shown on a page instead. */
    boolean isConsole() {
        return console;
    }

    private boolean leadsOut(Message.Channel channel) {
        return channel == Message.Channel.MAIL ? mail.isOn() : section.isOn(settings.of(section));
    }

    /**
     * Sends it.
     *
     * @return what the console shows; null when it has left the house
     * @throws NotSent when the other side does not take it
     */
    @Nullable
    String send(Parcel parcel) {
        if (!leadsOut(parcel.channel())) {
            if (!console) {
                throw new NotSent(parcel.channel() == Message.Channel.MAIL ? "MailIsOff" : "WebhookIsOff");
            }
            return parcel.text();
        }
        if (parcel.channel() == Message.Channel.MAIL) {
            mail.send(new Letter(
                    parcel.id(), parcel.to(), parcel.subject(), parcel.text(), parcel.at(), parcel.unsubscribe()));
        } else {
            sms(parcel);
        }
        return null;
    }

    private void sms(Parcel parcel) {
        calls.post(
                settings.of(section),
                parcel.id(),
                new Sms(
                        parcel.id(),
                        parcel.kind().name(),
                        parcel.to(),
                        parcel.text(),
                        parcel.at().toString()));
    }

    /**
     * A message with all that it says.
     *
     * @param to number or address
     * @param unsubscribe null for an SMS
     */
    record Parcel(
            String id,
            Occasion kind,
            Message.Channel channel,
            String to,
            String subject,
            String text,
            Instant at,
            @Nullable String unsubscribe) {}
}
