package org.ganxian.notice;

import lombok.RequiredArgsConstructor;
import org.ganxian.settings.Settings;
import org.springframework.stereotype.Component;

/** Notices to another system. */
@Component
@RequiredArgsConstructor
class WebhookChannel {

    /** @param at ISO 8601, UTC, when it was told; the same at every attempt */
    record Body(String id, String kind, String demandNumber, String title, String text, String at) {}

    private final Settings settings;
    private final WebhookSection section;
    private final SignedCalls calls;

    boolean isOn() {
        return section.isOn(settings.of(section));
    }

    /**
     * Calls the other system.
     *
     * @throws NotSent unless it answers 2xx within ten seconds
     */
    void send(OutboxEntry entry) {
        Notice notice = entry.notice();
        calls.post(
                settings.of(section),
                entry.id(),
                new Body(
                        entry.id(),
                        notice.kind(),
                        notice.demandNumber(),
                        notice.title(),
                        notice.text(),
                        entry.toldAt().toString()));
    }
}
