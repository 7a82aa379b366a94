package org.ganxian.document;

import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** A document as it was issued. Never changes. */
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Getter
public final class Document {

    private final Long id;
    private final DocumentKind kind;

    /** The document's number (文号), for example {@code 漳受〔2026〕17号}; no other document has it. */
    private final String serial;

    /** As printed, zh-CN; a decision's says whether it grants or refuses. */
    private final String title;

    /** Of the bytes, 64 hexadecimal digits. */
    private final String sha256;

    /** In bytes. */
    private final long size;

    /** To the second. */
    private final Instant issuedAt;

    /** User name, or the id that the system acts under. */
    private final String issuedBy;

    private final byte @Nullable [] content;

    /** Without its bytes. */
    Document(
            Long id,
            DocumentKind kind,
            String serial,
            String title,
            String sha256,
            long size,
            Instant issuedAt,
            String issuedBy) {
        this(id, kind, serial, title, sha256, size, issuedAt, issuedBy, null);
    }

    /** A zh-CN name to save the file by, without characters that a file system refuses. */
    public String filename() {
        return (title + "-" + serial).replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_") + ".pdf";
    }

    /**
     * The PDF/A file.
     *
     * @throws IllegalStateException for a document from a list, which comes without its bytes; ask {@link
     *     Documents#get}
     */
    public byte[] content() {
        if (content == null) {
            throw new IllegalStateException("A listed document has no content, ask Documents.get");
        }
        return content.clone();
    }
}
