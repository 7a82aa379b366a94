package org.ganxian.order;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.calendar.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A handler's request for more time, and what the reviewer decided. */
@Entity
@Table(name = "extension_request")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class ExtensionRequest {

    interface Repository extends JpaRepository<ExtensionRequest, Long> {
        Optional<ExtensionRequest> findFirstBySubjectAndDecidedAtIsNullOrderByIdDesc(String subject);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String subject;
    private String more;

    @Getter(AccessLevel.PACKAGE)
    private String reason;

    private String askedBy;
    private Instant askedAt;
    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable Boolean granted;

    ExtensionRequest(String subject, Limit more, String reason, String askedBy, Instant askedAt) {
        this.subject = subject;
        this.more = more.toString();
        this.reason = reason;
        this.askedBy = askedBy;
        this.askedAt = askedAt;
    }

    void decide(boolean grant, String by, Instant at) {
        granted = grant;
        decidedBy = by;
        decidedAt = at;
    }

    Limit more() {
        return Limit.parse(more);
    }
}
