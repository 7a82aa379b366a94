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
import lombok.NoArgsConstructor;
import org.ganxian.platform.files.StoredFile;
import org.ganxian.platform.files.Uploads.Upload;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** A scan or photo of a material, kept in the database so that every node can show it. Never changes, but for the pictures of earlier versions. */
@Entity
@Table(name = "material_file")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class MaterialFile extends StoredFile {

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

    MaterialFile(Long applicationId, String material, Upload upload, String uploadedBy, Instant uploadedAt) {
        super(upload, uploadedBy, uploadedAt);
        this.applicationId = applicationId;
        this.material = material;
    }

    @Override
    protected void keep(Upload anew) {
        super.keep(anew);
    }

    Info info() {
        return new Info(id, material, name(), mediaType(), size(), sha256(), uploadedAt());
    }
}
