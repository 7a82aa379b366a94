package org.ganxian.document;

import java.time.Instant;

/** A document as it was issued. Never changes. */
public final class Document {

    private final Long id;
    private final DocumentKind kind;
    private final String serial;
    private final String title;
    private final String sha256;
    private final long size;
    private final Instant issuedAt;
    private final String issuedBy;
    private final byte[] content;

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

    Document(
            Long id,
            DocumentKind kind,
            String serial,
            String title,
            String sha256,
            long size,
            Instant issuedAt,
            String issuedBy,
            byte[] content) {
        this.id = id;
        this.kind = kind;
        this.serial = serial;
        this.title = title;
        this.sha256 = sha256;
        this.size = size;
        this.issuedAt = issuedAt;
        this.issuedBy = issuedBy;
        this.content = content;
    }

    public Long id() {
        return id;
    }

    public DocumentKind kind() {
        return kind;
    }

    /** The document's number (文号), for example {@code 漳受〔2026〕17号}; no other document has it. */
    public String serial() {
        return serial;
    }

    /** As printed, zh-CN; a decision's says whether it grants or refuses. */
    public String title() {
        return title;
    }

    /** A zh-CN name to save the file by, without characters that a file system refuses. */
    public String filename() {
        return (title + "-" + serial).replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_") + ".pdf";
    }

    /** Of the bytes, 64 hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** To the second. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** User name, or the id that the system acts under. */
    public String issuedBy() {
        return issuedBy;
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
