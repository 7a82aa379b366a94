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
import org.ganxian.platform.files.Uploads.Upload;

/** A photo of a demand, kept in the database so that every node can show it. */
@Entity
@Table(name = "attachment")
public class Attachment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long demandId;
    private String name;
    private String mediaType;
    private long size;
    private String sha256;
    private String uploadedBy;
    private Instant uploadedAt;

    @Lob
    @Basic(fetch = FetchType.LAZY)
    private byte[] content;

    protected Attachment() {}

    Attachment(Long demandId, Upload photo, String uploadedBy, Instant uploadedAt) {
        this.demandId = demandId;
        this.name = photo.name();
        this.mediaType = photo.mediaType();
        this.content = photo.content();
        this.size = photo.content().length;
        this.sha256 = photo.sha256();
        this.uploadedBy = uploadedBy;
        this.uploadedAt = uploadedAt;
    }

    public Long id() {
        return id;
    }

    Long demandId() {
        return demandId;
    }

    public String name() {
        return name;
    }

    /** As found by looking at the bytes, for example {@code image/jpeg}. */
    public String mediaType() {
        return mediaType;
    }

    public byte[] content() {
        return content;
    }
}
