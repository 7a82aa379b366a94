package org.ganxian.window.flow;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.files.Uploads.Upload;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** A scan or photo of a material, kept in the database so that every node can show it. Never changes, but for the pictures of earlier versions. */
@Entity
@Table(name = "material_file")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class MaterialFile {

    /** A file without its bytes. */
    public record Info(
            Long id, String material, String name, String mediaType, long size, String sha256, Instant uploadedAt) {}

    interface Files extends Repository<MaterialFile, Long> {
        MaterialFile save(MaterialFile file);

        @Query("select new org.ganxian.window.flow.MaterialFile$Info("
                + "f.id, f.material, f.name, f.mediaType, f.size, f.sha256, f.uploadedAt)"
                + " from MaterialFile f where f.applicationId = :applicationId order by f.id")
        List<Info> of(Long applicationId);

        int countByApplicationId(Long applicationId);

        Optional<MaterialFile> findByIdAndApplicationId(Long id, Long applicationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long applicationId;
    private String material;

    @Getter
    private String name;

    @Getter
    private String mediaType;

    private long size;
    private String sha256;
    private String uploadedBy;
    private Instant uploadedAt;

    @Getter
    @Lob
    @Basic(fetch = FetchType.LAZY)
    private byte[] content;

    /** False for what a version before this rule has kept as it came. */
    @Getter(AccessLevel.PACKAGE)
    private boolean pixelsOnly;

    MaterialFile(Long applicationId, String material, Upload upload, String uploadedBy, Instant uploadedAt) {
        this.applicationId = applicationId;
        this.material = material;
        this.uploadedBy = uploadedBy;
        this.uploadedAt = uploadedAt;
        take(upload);
    }

    /** What is kept from now on in its place. */
    void keep(Upload anew) {
        take(anew);
    }

    private void take(Upload upload) {
        this.name = upload.name();
        this.mediaType = upload.mediaType();
        this.content = upload.content();
        this.size = upload.content().length;
        this.sha256 = upload.sha256();
        this.pixelsOnly = true;
    }

    Info info() {
        return new Info(id, material, name, mediaType, size, sha256, uploadedAt);
    }
}
