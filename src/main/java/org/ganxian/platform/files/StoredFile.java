package org.ganxian.platform.files;

import jakarta.persistence.Basic;
import jakarta.persistence.FetchType;
import jakarta.persistence.Lob;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.files.Uploads.Upload;

/** A file as it is kept, with who brought it. */
@MappedSuperclass
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public abstract class StoredFile {

    private String name;

    /** As found by looking at the bytes, for example {@code image/jpeg}. */
    private String mediaType;

    private long size;
    private String sha256;
    private String uploadedBy;
    private Instant uploadedAt;

    @Lob
    @Basic(fetch = FetchType.LAZY)
    private byte[] content;

    /** False for what a version before this rule has kept as it came. */
    private boolean pixelsOnly;

    protected StoredFile(Upload upload, String uploadedBy, Instant uploadedAt) {
        this.uploadedBy = uploadedBy;
        this.uploadedAt = uploadedAt;
        take(upload);
    }

    /** What is kept from now on in its place. */
    protected void keep(Upload anew) {
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
}
