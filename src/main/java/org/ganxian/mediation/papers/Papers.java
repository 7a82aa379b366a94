package org.ganxian.mediation.papers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.document.Serials;
import org.ganxian.mediation.MediationReaders;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The papers of a case for its readers: issued once with number and hash, kept as they were, encrypted. Nobody else learns that
 * there are any. Who issues or reads one is on record.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Papers {

    private static final String ISSUED = "mediation-paper-issued";
    private static final String READ = "mediation-paper-read";

    /**
     * A paper that is there or could be.
     *
     * @param title zh-CN, with what it is about
     * @param must whether no dossier is whole without it
     * @param id of the newest one that was issued, null for none, as serial, sha256 and issuedAt
     * @param issuable whether there is something to issue that is not issued yet
     */
    public record Line(
            PaperKind kind,
            String about,
            String title,
            boolean must,
            @Nullable Long id,
            @Nullable String serial,
            @Nullable String sha256,
            @Nullable Instant issuedAt,
            boolean issuable) {}

    /** @param name zh-CN, to save it by */
    public record PaperFile(String name, byte[] content) {}

    private record Key(PaperKind kind, String about) {}

    private final MediationReaders readers;
    private final Casebooks casebooks;
    private final PaperRow.Repository rows;
    private final PaperWriter writer;
    private final Serials serials;
    private final PaperDesk desk;

    /**
     * The papers of a case in the order of the dossier: those that were issued, and those that can be.
     *
     * @throws Refusal 404 for whoever may not read the case
     */
    @Transactional(readOnly = true)
    public List<Line> of(String number) {
        Mediation mediation = readers.require(number);
        Map<Key, PaperRow.Head> newest = new LinkedHashMap<>();
        rows.heads(mediation.id()).forEach(head -> newest.put(new Key(head.kind(), head.about()), head));
        List<Line> lines = new ArrayList<>();
        Set<Key> drafted = new HashSet<>();
        drafts(casebooks.of(mediation)).forEach(draft -> {
            Key key = new Key(draft.kind(), draft.about());
            drafted.add(key);
            PaperRow.Head head = newest.get(key);
            lines.add(line(key, head, head == null || !head.request().equals(request(draft))));
        });
        newest.forEach((key, head) -> {
            if (!drafted.contains(key)) {
                lines.add(line(key, head, false));
            }
        });
        lines.sort(Comparator.comparing(Line::kind)
                .thenComparing(line -> line.about().length())
                .thenComparing(Line::about));
        return lines;
    }

    /** In no order. */
    static Stream<Draft> drafts(Casebook book) {
        return Stream.of(OpeningPapers.of(book), TalkPapers.of(book), AgreementPapers.of(book))
                .flatMap(papers -> papers);
    }

    private static Line line(Key key, PaperRow.@Nullable Head head, boolean issuable) {
        return head == null
                ? new Line(
                        key.kind(),
                        key.about(),
                        key.kind().title(key.about()),
                        key.kind().must(),
                        null,
                        null,
                        null,
                        null,
                        issuable)
                : new Line(
                        key.kind(),
                        key.about(),
                        key.kind().title(key.about()),
                        key.kind().must(),
                        head.erased() ? null : head.id(),
                        head.serial(),
                        head.sha256(),
                        head.issuedAt(),
                        issuable);
    }

    private String request(Draft draft) {
        return DigestUtils.sha256Hex(draft.kind() + " " + draft.about() + " " + desk.write(draft.sheet()));
    }

    /**
     * Issues a paper as the case stands now. One that says the same already is not issued twice.
     *
     * @param about which of several of its kind: a side, a session's number; empty for the only one
     * @return its id
     * @throws Refusal 404 for whoever may not read the case, 409 while there is nothing to say in it
     */
    public Long issue(String number, PaperKind kind, String about) {
        Mediation mediation = readers.require(number);
        Draft draft = drafts(casebooks.of(mediation))
                .filter(one -> one.kind() == kind && one.about().equals(about))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(kind.title() + "还没有内容，不能出具"));
        return issue(mediation, draft).id();
    }

    PaperRow issue(Mediation mediation, Draft draft) {
        String request = request(draft);
        return rows.findByMediationIdAndRequest(mediation.id(), request).orElseGet(() -> {
            Instant now = desk.now();
            int year = now.atZone(PeopleTime.ZONE).getYear();
            String mark = serials.mark(mediation.committee());
            serials.hold(draft.kind().series(mark), year);
            // Somebody else may have issued the very same while we waited.
            return rows.findByMediationIdAndRequest(mediation.id(), request)
                    .orElseGet(() -> rows.saveAndFlush(make(mediation, draft, request, mark, now)));
        });
    }

    private PaperRow make(Mediation mediation, Draft draft, String request, String mark, Instant now) {
        int year = now.atZone(PeopleTime.ZONE).getYear();
        String serial =
                draft.kind().serial(mark, year, serials.next(draft.kind().series(mark), year));
        byte[] pdf = writer.paper(
                new PaperWriter.Issued(draft.sheet(), draft.kind().title(), serial, Casebook.day(now)), now);
        desk.record(ISSUED, mediation.number() + " " + serial);
        return new PaperRow(
                mediation.id(),
                draft,
                serial,
                request,
                new PaperRow.Issue(now, desk.who()),
                desk.write(draft.sheet()),
                DigestUtils.sha256Hex(pdf),
                pdf.length,
                Base64.getEncoder().encodeToString(pdf));
    }

    /**
     * A paper as it was issued. Each reading is on record.
     *
     * @throws Refusal 404 for whoever may not read the case, and for a paper of another case or an erased one
     */
    public PaperFile read(String number, Long id) {
        Mediation mediation = readers.require(number);
        PaperRow row = rows.findByIdAndMediationId(id, mediation.id()).orElseThrow(() -> Refusal.notFound("没有这份文书"));
        String content = row.content();
        if (content == null) {
            throw Refusal.notFound("这份文书已按规定删除，只留下文号");
        }
        desk.record(READ, number + " " + row.serial());
        return new PaperFile(
                row.kind().title() + "-" + row.serial() + ".pdf",
                Base64.getDecoder().decode(content));
    }
}
