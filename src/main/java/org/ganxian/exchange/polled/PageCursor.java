package org.ganxian.exchange.polled;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.data.AssignedId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** How far the pages of one partner are taken, and how the last round went. */
@Entity(name = "ExchangePageCursor")
@Table(name = "exchange_page_cursor")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class PageCursor extends AssignedId<String> {

    interface Repository extends JpaRepository<PageCursor, String> {}

    @Id
    private String partner;

    /** As the partner wrote it; empty before the first page. */
    private String reached = "";

    private Instant readAt;

    /** In a row, until now. */
    private int failures;

    /** zh-CN; null when the last round went well. */
    private @Nullable String error;

    PageCursor(String partner, Instant now) {
        this.partner = partner;
        this.readAt = now;
    }

    void reaches(String next) {
        reached = next;
    }

    void went(Instant now, @Nullable String wrong) {
        readAt = now;
        error = wrong;
        failures = wrong == null ? 0 : failures + 1;
    }

    @Override
    public String getId() {
        return partner;
    }
}
