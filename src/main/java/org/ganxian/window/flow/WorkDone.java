package org.ganxian.window.flow;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Who did what work on an application. Written once, never changed: {@link Separation} decides on it. */
@Entity
@Immutable
@Table(name = "application_work")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class WorkDone {

    interface Repository extends JpaRepository<WorkDone, Long> {
        List<WorkDone> findByApplicationIdOrderById(Long applicationId);

        List<WorkDone> findByApplicationIdAndUsername(Long applicationId, String username);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long applicationId;

    @Getter(AccessLevel.PACKAGE)
    @Enumerated(EnumType.STRING)
    private Work work;

    @Getter(AccessLevel.PACKAGE)
    private String username;

    private Instant doneAt;

    WorkDone(Long applicationId, Work work, String username, Instant doneAt) {
        this.applicationId = applicationId;
        this.work = work;
        this.username = username;
        this.doneAt = doneAt;
    }
}
