package org.ganxian.window.flow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** What one department thinks of an application: drafted by a handler, approved by somebody else. */
@Entity
@Table(name = "department_opinion")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class DepartmentOpinion {

    /** What makes a department wait; the law leaves the time of a hearing or an expert review out (行政许可法第四十五条). */
    @RequiredArgsConstructor
    @Getter
    public enum Procedure {
        HEARING("听证"),
        EXPERTS("专家评审");

        private final String title;
    }

    public interface Repository extends JpaRepository<DepartmentOpinion, Long> {
        List<DepartmentOpinion> findByApplicationIdOrderById(Long applicationId);

        Optional<DepartmentOpinion> findByApplicationIdAndUnit(Long applicationId, String unit);

        /** That of the department which a step of {@code window-service} belongs to. */
        default DepartmentOpinion of(Application application, VariableScope scope) {
            return findByApplicationIdAndUnit(application.id(), WindowVariables.departmentOf(scope))
                    .orElseThrow();
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long applicationId;

    /** Code of the department. */
    @Getter
    private String unit;

    @Column(name = "is_lead")
    private boolean leading;

    private @Nullable String handler;

    /** Null until drafted. */
    @Getter
    private @Nullable Boolean agrees;

    @Getter
    private @Nullable String grounds;

    private boolean termination;

    @Enumerated(EnumType.STRING)
    private @Nullable Procedure procedureKind;

    private @Nullable Instant approvedAt;

    public DepartmentOpinion(Long applicationId, String unit, boolean leading) {
        this.applicationId = applicationId;
        this.unit = unit;
        this.leading = leading;
    }

    void carryOver(Map<String, String> successors) {
        unit = successors.getOrDefault(unit, unit);
    }

    void handBy(@Nullable String username) {
        handler = username;
    }

    void draft(boolean agrees, String grounds) {
        this.termination = false;
        this.agrees = agrees;
        this.grounds = grounds;
    }

    /** 申请人死亡 or 主体终止, which a reviewer has to confirm. */
    void draftTermination(String grounds) {
        this.termination = true;
        this.agrees = null;
        this.grounds = grounds;
    }

    void approve(Instant when) {
        approvedAt = when;
    }

    /** @param kind null when it is over */
    void waitFor(@Nullable Procedure kind) {
        procedureKind = kind;
    }

    public boolean isLead() {
        return leading;
    }

    /** Engine user id; empty until somebody has signed for it. */
    public Optional<String> handler() {
        return Optional.ofNullable(handler);
    }

    public boolean isTermination() {
        return termination;
    }

    public Optional<Procedure> procedure() {
        return Optional.ofNullable(procedureKind);
    }

    public boolean isApproved() {
        return approvedAt != null;
    }
}
