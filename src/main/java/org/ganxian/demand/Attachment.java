package org.ganxian.demand;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.files.StoredFile;
import org.ganxian.platform.files.Uploads.Upload;

/** A photo of a demand, kept in the database so that every node can show it. */
@Entity
@Table(name = "attachment")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class Attachment extends StoredFile {

    @Getter
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.PACKAGE)
    private Long demandId;

    Attachment(Long demandId, Upload photo, String uploadedBy, Instant uploadedAt) {
        super(photo, uploadedBy, uploadedAt);
        this.demandId = demandId;
    }

    @Override
    protected void keep(Upload anew) {
        super.keep(anew);
    }
}
