package org.ganxian.demand;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.files.Uploads.Upload;

/** A photo of a demand, kept in the database so that every node can show it. */
@Entity
@Table(name = "attachment")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class Attachment {

    @Getter
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.PACKAGE)
    private Long demandId;

    @Getter
    private String name;

    /** As found by looking at the bytes, for example {@code image/jpeg}. */
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

    Attachment(Long demandId, Upload photo, String uploadedBy, Instant uploadedAt) {
        this.demandId = demandId;
        this.uploadedBy = uploadedBy;
        this.uploadedAt = uploadedAt;
        take(photo);
    }

    /** What is kept from now on in its place. */
    void keep(Upload anew) {
        take(anew);
    }

    private void take(Upload photo) {
        this.name = photo.name();
        this.mediaType = photo.mediaType();
        this.content = photo.content();
        this.size = photo.content().length;
        this.sha256 = photo.sha256();
        this.pixelsOnly = true;
    }
}
