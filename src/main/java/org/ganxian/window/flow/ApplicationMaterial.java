package org.ganxian.window.flow;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.catalogue.Material;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A line of the checklist: a material of the item, and whether the desk has it. */
@Entity
@Table(name = "application_material")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class ApplicationMaterial {

    interface Repository extends JpaRepository<ApplicationMaterial, Long> {
        List<ApplicationMaterial> findByApplicationIdOrderById(Long applicationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long applicationId;

    @Getter
    private String code;

    @Getter
    private String name;

    private boolean needed;
    private @Nullable String heldBy;

    @Getter
    private @Nullable String note;

    private @Nullable Instant receivedAt;
    private boolean asked;

    ApplicationMaterial(Long applicationId, Material material) {
        this.applicationId = applicationId;
        this.code = material.code();
        this.name = material.name();
        this.needed = material.required();
        this.heldBy = material.heldBy();
        this.note = material.note();
    }

    /** @param when null takes it back */
    void receive(@Nullable Instant when) {
        receivedAt = when;
    }

    /** The one notice names it. */
    void ask() {
        asked = true;
    }

    public boolean isNeeded() {
        return needed;
    }

    /** zh-CN: who has it already and is asked instead of the applicant; empty when the applicant brings it. */
    public Optional<String> heldBy() {
        return Optional.ofNullable(heldBy);
    }

    public boolean isReceived() {
        return receivedAt != null;
    }

    /** Whether the supplement notice named it. */
    public boolean wasAsked() {
        return asked;
    }

    /** Whether acceptance waits for it. */
    public boolean isMissing() {
        return needed && heldBy == null && !isReceived();
    }
}
