package org.ganxian.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Issues documents and keeps them. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Documents {

    interface Rows extends Repository<DocumentRow, Long> {
        DocumentRow save(DocumentRow row);

        Optional<DocumentRow> findByIdAndSubject(Long id, String subject);

        Optional<DocumentRow> findBySubjectAndRequest(String subject, String request);

        @Query(
                "select new org.ganxian.document.Document(d.id, d.kind, d.serial, d.title, d.sha256, d.size, d.issuedAt, d.issuedBy) from DocumentRow d where d.subject = :subject order by d.id")
        List<Document> withoutContent(String subject);
    }

    private final Rows rows;
    private final RunningNumbers numbers;
    private final DocumentRenderer renderer;
    private final ObjectMapper json;
    private final Organs organs;

    /**
     * Sets a document, gives it the next number of its organ, kind and year, and keeps it with its SHA-256. Asked for once more
     * with the same facts and time, the document that is there already is returned.
     *
     * <p>Whoever calls this in a transaction of their own keeps others from numbering documents of this organ and kind until it
     * ends, and gives the number back by rolling back: so let it be near the end.
     *
     * @param subject what the document belongs to, as the number of an application; at most 24 characters
     * @param issuedAt printed as a date; counts to the second
     * @param issuedBy user name, or the id that the system acts under
     * @return with its bytes
     */
    public Document issue(DocumentKind kind, String subject, DocumentFacts facts, Instant issuedAt, String issuedBy) {
        Instant at = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        String request = DigestUtils.sha256Hex(kind + " " + at + " " + json(facts));
        return rows.findBySubjectAndRequest(subject, request)
                .orElseGet(() -> {
                    int year = at.atZone(PeopleTime.ZONE).getYear();
                    Organ organ = organs.of(facts.organ());
                    String series = kind.series(organ.mark());
                    numbers.hold(series, year);
                    // Somebody else may have issued the very same while we waited.
                    return rows.findBySubjectAndRequest(subject, request).orElseGet(() -> {
                        String serial = kind.serial(organ.mark(), year, numbers.next(series, year));
                        DocumentFacts printed =
                                facts.toBuilder().contact(organ.contact()).build();
                        return rows.save(row(kind, subject, printed, at, issuedBy, request, serial));
                    });
                })
                .document();
    }

    private DocumentRow row(
            DocumentKind kind,
            String subject,
            DocumentFacts facts,
            Instant at,
            String issuedBy,
            String request,
            String serial) {
        byte[] content = renderer.render(kind, serial, facts, at);
        return new DocumentRow(
                subject,
                kind,
                serial,
                kind.title(facts),
                request,
                DigestUtils.sha256Hex(content),
                at,
                issuedBy,
                content);
    }

    /** The documents of a subject in the order of issue, without their bytes. */
    @Transactional(readOnly = true)
    public List<Document> of(String subject) {
        return rows.withoutContent(subject);
    }

    /**
     * A document with its bytes.
     *
     * @throws Refusal 404 when there is none of this id, it belongs to another subject, or is erased
     */
    @Transactional(readOnly = true)
    public Document get(String subject, Long id) {
        Document found = rows.findByIdAndSubject(id, subject)
                .orElseThrow(() -> Refusal.notFound("没有这份文书"))
                .document();
        if (found.content().length == 0) {
            throw Refusal.notFound("这份文书已按规定删除，只留下文号");
        }
        return found;
    }

    private String json(DocumentFacts facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
