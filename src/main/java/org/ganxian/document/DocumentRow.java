package org.ganxian.document;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;

/** A document as it is kept. */
@Entity
@Immutable
@Table(name = "document")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class DocumentRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String subject;

    @Enumerated(EnumType.STRING)
    private DocumentKind kind;

    private String serial;
    private String title;
    private String request;
    private String sha256;
    private long size;
    private Instant issuedAt;
    private String issuedBy;

    @Lob
    private byte[] content;

    /** @param request the hash of what was asked for, by which the same request is known again */
    DocumentRow(
            String subject,
            DocumentKind kind,
            String serial,
            String title,
            String request,
            String sha256,
            Instant issuedAt,
            String issuedBy,
            byte[] content) {
        this.subject = subject;
        this.kind = kind;
        this.serial = serial;
        this.title = title;
        this.request = request;
        this.sha256 = sha256;
        this.size = content.length;
        this.issuedAt = issuedAt;
        this.issuedBy = issuedBy;
        this.content = content;
    }

    Document document() {
        return new Document(id, kind, serial, title, sha256, size, issuedAt, issuedBy, content);
    }
}
