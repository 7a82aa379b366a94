package org.ganxian.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Notices by e-mail: plain text, on when {@code spring.mail.host} is set. */
@Component
class MailChannel {

    static final String ID_HEADER = "X-Ganxian-Notice";
    private static final String FOOTER = "（本邮件由干线自动发送，请不要回复。）";

    private final @Nullable JavaMailSender sender;
    private final @Nullable InternetAddress from;
    private final People people;

    MailChannel(
            ObjectProvider<JavaMailSender> sender,
            @Value("${spring.mail.host:}") String host,
            NoticeSettings settings,
            People people) {
        this.sender = host.isBlank() ? null : sender.getObject();
        this.from = host.isBlank() ? null : address(settings.mail().from());
        this.people = people;
    }

    private static InternetAddress address(String from) {
        try {
            InternetAddress address = new InternetAddress(from, true);
            if (address.getAddress().indexOf('@') > 0) {
                return address;
            }
        } catch (AddressException e) {
            // Said below.
        }
        throw new IllegalStateException("已设置 spring.mail.host，ganxian.notice.mail.from 应为发件人的邮箱地址");
    }

    boolean isOn() {
        return sender != null;
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
        if (sender == null || from == null) {
            throw new NotSent("MailIsOff");
        }
        Optional<String> to = Optional.ofNullable(entry.recipient())
                .flatMap(people::find)
                .filter(MailChannel::reaches)
                .flatMap(Person::email);
        if (to.isEmpty()) {
            return false;
        }
        try {
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

    private static MimeMessage message(MimeMessage message, InternetAddress from, OutboxEntry entry, String to)
            throws MessagingException {
        Notice notice = entry.notice();
        MimeMessageHelper parts = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(to);
        parts.setSubject(notice.title());
        parts.setText(notice.text() + "\n\n诉求编号：" + notice.demandNumber() + "\n\n" + FOOTER + "\n");
        parts.setSentDate(Date.from(entry.toldAt()));
        String sender = from.getAddress();
        message.setHeader("Message-ID", "<" + entry.id() + sender.substring(sender.lastIndexOf('@')) + ">");
        message.setHeader(ID_HEADER, entry.id());
        // Out-of-office replies are not wanted.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }
}
