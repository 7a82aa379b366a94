package org.ganxian.notice;

import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** How many notices wait for whoever is looking at a page; the frame of the desk asks. */
@Component
@RequiredArgsConstructor
class UnreadNotices {

    private final Inbox inbox;

    public long count() {
        return inbox.unread();
    }
}
