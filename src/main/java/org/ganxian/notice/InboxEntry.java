package org.ganxian.notice;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A notice as one person finds it in the inbox. */
@Entity
@Table(name = "notice_inbox")
class InboxEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String username;
    private String kind;
    private String demandNumber;
    private String title;
    private String body;
    private Instant toldAt;
    private Instant readAt;

    protected InboxEntry() {}

    InboxEntry(String username, Notice notice, Instant toldAt) {
        this.username = username;
        this.kind = notice.kind();
        this.demandNumber = notice.demandNumber();
        this.title = notice.title();
        this.body = notice.text();
        this.toldAt = toldAt;
    }

    Long id() {
        return id;
    }

    Notice notice() {
        return new Notice(kind, demandNumber, title, body);
    }

    Instant toldAt() {
        return toldAt;
    }

    boolean isRead() {
        return readAt != null;
    }

    void read(Instant at) {
        if (readAt == null) {
            readAt = at;
        }
    }
}
