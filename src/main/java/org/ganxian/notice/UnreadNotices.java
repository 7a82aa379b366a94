package org.ganxian.notice;

import org.springframework.stereotype.Component;

/** How many notices wait for whoever is looking at a page; the frame of the desk asks. */
@Component
class UnreadNotices {

    private final Inbox inbox;

    UnreadNotices(Inbox inbox) {
        this.inbox = inbox;
    }

    public long count() {
        return inbox.unread();
    }
}
