package org.ganxian.notice;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** A notice as one person finds it in the inbox. */
@Entity
@Table(name = "notice_inbox")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class InboxEntry {

    @Getter(AccessLevel.PACKAGE)
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String username;

    @Getter(AccessLevel.PACKAGE)
    @Embedded
    private Notice notice;

    @Getter(AccessLevel.PACKAGE)
    private Instant toldAt;

    private @Nullable Instant readAt;

    InboxEntry(String username, Notice notice, Instant toldAt) {
        this.username = username;
        this.notice = notice;
        this.toldAt = toldAt;
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
