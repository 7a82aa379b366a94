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

/** Notices by e-mail: plain text, on when a server is set. */
@Component
@RequiredArgsConstructor
class MailChannel {

    static final String ID_HEADER = "X-Ganxian-Notice";
    private static final String FOOTER = "（本邮件由干线自动发送，请不要回复。）";
    private static final long PATIENCE = Duration.ofSeconds(10).toMillis();

    /** Of the server that the deployment names, with whatever else it says of it. */
    private final ObjectProvider<JavaMailSender> fixed;

    private final Settings settings;
    private final MailSection section;
    private final People people;

    boolean isOn() {
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
        SettingValues now = settings.of(section);
        InternetAddress from =
                MailSection.sender(now).filter(sender -> section.isOn(now)).orElseThrow(() -> new NotSent("MailIsOff"));
        Optional<String> to = Optional.ofNullable(entry.recipient())
                .flatMap(people::find)
                .filter(MailChannel::reaches)
                .flatMap(Person::email);
        if (to.isEmpty()) {
            return false;
        }
        Destination.require(now.get(MailSection.HOST));
        try {
            JavaMailSender sender = now.isFixed() ? fixed.getObject() : sender(now);
            sender.send(message(sender.createMimeMessage(), from, entry, to.get()));
            return true;
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

    private static MimeMessage message(MimeMessage message, InternetAddress from, OutboxEntry entry, String to)
            throws MessagingException {
        Notice notice = entry.notice();
        MimeMessageHelper parts = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(to);
        parts.setSubject(notice.title());
        parts.setText(notice.text() + about(notice) + "\n\n" + FOOTER + "\n");
        parts.setSentDate(Date.from(entry.toldAt()));
        String sender = from.getAddress();
        message.setHeader("Message-ID", "<" + entry.id() + sender.substring(sender.lastIndexOf('@')) + ">");
        message.setHeader(ID_HEADER, entry.id());
        // Out-of-office replies are not wanted.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static String about(Notice notice) {
        return notice.demandNumber().equals(Notice.NO_CASE) ? "" : "\n\n诉求编号：" + notice.demandNumber();
    }
}
