package org.ganxian.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Mails by the city's server: plain text, on when a server is set. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MailChannel {

    static final String ID_HEADER = "X-Ganxian-Notice";
    private static final String FOOTER = "（本邮件由干线自动发送，请不要回复。）";
    private static final long PATIENCE = Duration.ofSeconds(10).toMillis();

    /** Of the server that the deployment names, with whatever else it says of it. */
    private final ObjectProvider<JavaMailSender> fixed;

    private final Settings settings;
    private final MailSection section;
    private final People people;

    public boolean isOn() {
        return section.isOn(settings.of(section));
    }

    /** Whether mail goes to this person: at work, with an address. */
    static boolean reaches(Person person) {
        return person.isActive() && person.email().isPresent();
    }

    /**
     * Hands the notice to the mail server.
     *
     * @return false when the person cannot be reached by mail any more
     * @throws NotSent when the server does not take it
     */
    boolean send(OutboxEntry entry) {
        requireSender(settings.of(section));
        Optional<String> to = Optional.ofNullable(entry.recipient())
                .flatMap(people::find)
                .filter(MailChannel::reaches)
                .flatMap(Person::email);
        if (to.isEmpty()) {
            return false;
        }
        Notice notice = entry.notice();
        send(new Letter(
                entry.id(),
                to.get(),
                notice.title(),
                notice.text() + "\n\n诉求编号：" + notice.demandNumber() + "\n\n" + FOOTER + "\n",
                entry.toldAt(),
                null));
        return true;
    }

    private InternetAddress requireSender(SettingValues now) {
        return MailSection.sender(now).filter(sender -> section.isOn(now)).orElseThrow(() -> new NotSent("MailIsOff"));
    }

    /**
     * Hands a letter to the mail server.
     *
     * @throws NotSent when the server does not take it
     */
    public void send(Letter letter) {
        SettingValues now = settings.of(section);
        InternetAddress from = requireSender(now);
        Destination.require(now.get(MailSection.HOST));
        try {
            JavaMailSender sender = now.isFixed() ? fixed.getObject() : sender(now);
            sender.send(message(sender.createMimeMessage(), from, letter));
        } catch (MailSendException e) {
            throw NotSent.because(e.getFailedMessages().values().stream()
                    .findFirst()
                    .map(Throwable.class::cast)
                    .orElse(e));
        } catch (MailException | MessagingException e) {
            throw NotSent.because(e);
        }
    }

    /** Holds no connection, so that each mail goes by what is set at its time. */
    private static JavaMailSender sender(SettingValues now) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        String safety = now.get(MailSection.SAFETY);
        String protocol = safety.equals(MailSection.TLS) ? "smtps" : "smtp";
        sender.setProtocol(protocol);
        sender.setHost(now.get(MailSection.HOST));
        sender.setPort(Integer.parseInt(now.get(MailSection.PORT)));
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        Properties more = sender.getJavaMailProperties();
        String prefix = "mail." + protocol + ".";
        Stream.of("connectiontimeout", "timeout", "writetimeout")
                .forEach(which -> more.setProperty(prefix + which, String.valueOf(PATIENCE)));
        more.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (safety.equals(MailSection.STARTTLS)) {
            more.setProperty(prefix + "starttls.enable", "true");
            // Whoever stands between could else leave the offer out and read along.
            more.setProperty(prefix + "starttls.required", "true");
        }
        if (now.has(MailSection.USER)) {
            more.setProperty(prefix + "auth", "true");
            sender.setUsername(now.get(MailSection.USER));
            sender.setPassword(now.get(MailSection.PASSWORD));
        }
        return sender;
    }

    private static MimeMessage message(MimeMessage message, InternetAddress from, Letter letter)
            throws MessagingException {
        MimeMessageHelper parts = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(letter.to());
        parts.setSubject(letter.subject());
        parts.setText(letter.text());
        parts.setSentDate(Date.from(letter.at()));
        String sender = from.getAddress();
        message.setHeader("Message-ID", "<" + letter.id() + sender.substring(sender.lastIndexOf('@')) + ">");
        message.setHeader(ID_HEADER, letter.id());
        if (letter.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + letter.unsubscribe() + ">");
        }
        // Out-of-office replies are not wanted.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static String about(Notice notice) {
        return notice.demandNumber().equals(Notice.NO_CASE) ? "" : "\n\n诉求编号：" + notice.demandNumber();
    }
}
