package org.ganxian.sla;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** A time in which a case's clocks stood still because the resident had the next move. */
@Entity
@Table(name = "sla_pause")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter(AccessLevel.PACKAGE)
class SlaPause {

    interface Repository extends JpaRepository<SlaPause, Long> {
        List<SlaPause> findBySubjectInOrderById(Collection<String> subjects);

        @Query("from SlaPause p where p.subject = :subject order by p.id")
        List<SlaPause> findBySubjectOrderById(String subject);
    }

    @Getter(AccessLevel.NONE)
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String subject;
    private Instant pausedAt;

    /** Null while it lasts. */
    private @Nullable Instant resumedAt;

    SlaPause(String subject, Instant pausedAt) {
        this.subject = subject;
        this.pausedAt = pausedAt;
    }

    /** All pauses of these clocks' cases, in one query. */
    static Map<String, List<SlaPause>> bySubject(Repository pauses, List<SlaClock> clocks) {
        return pauses
                .findBySubjectInOrderById(clocks.stream().map(SlaClock::subject).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(SlaPause::subject));
    }

    void resumeAt(Instant when) {
        resumedAt = when;
    }

    boolean isOver() {
        return resumedAt != null;
    }
}
