package org.ganxian.notice;

import java.util.Collection;
import java.util.LinkedHashSet;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.People;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells staff something. What is told here is kept or lost together with the step that tells it. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Notices {

    private final Inbox inbox;
    private final Outbox outbox;
    private final MailChannel mail;
    private final WebhookChannel webhook;
    private final People people;

    /**
     * Puts the notice into each person's inbox, and into the outbox for every channel that is configured: a mail to each
     * person at work who has an address, one call of the webhook whoever is told. Must run inside the transaction of the
     * step it tells about; nothing is sent before that commits.
     *
     * @param usernames whom; each is told once, however often named
     * @throws org.springframework.transaction.IllegalTransactionStateException outside of a transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Collection<String> usernames, Notice notice) {
        for (String username : new LinkedHashSet<>(usernames)) {
            inbox.put(username, notice);
            if (mail.isOn()
                    && people.find(username).filter(MailChannel::reaches).isPresent()) {
                outbox.put(OutboxEntry.Channel.MAIL, username, notice);
            }
        }
        if (webhook.isOn()) {
            outbox.put(OutboxEntry.Channel.WEBHOOK, null, notice);
        }
    }
}
