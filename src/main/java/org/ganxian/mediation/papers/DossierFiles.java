package org.ganxian.mediation.papers;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.mediation.MediationReaders;
import org.ganxian.mediation.dossier.Dossier;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationClosing;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 卷宗: the papers of a case that were issued as one file, with cover, index, page numbers and back. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DossierFiles {

    private static final String READ = "mediation-dossier-read";

    private final MediationReaders readers;
    private final Casebooks casebooks;
    private final Papers papers;
    private final PaperRow.Repository rows;
    private final PaperWriter writer;
    private final PaperDesk desk;
    private final Dossier dossier;

    /**
     * Issues whatever a case that is over has not issued yet, so that nothing is left out of its dossier.
     *
     * @throws Refusal 404 for whoever may not read the case, 409 before it is over
     */
    public void issue(String number) {
        Mediation mediation = readers.require(number);
        Casebook book = casebooks.of(mediation);
        if (!book.status().isFinal()) {
            throw Refusal.conflict("这件纠纷还没有结束，请逐份出具文书");
        }
        Papers.drafts(book).sorted(Comparator.comparing(Draft::kind)).forEach(draft -> papers.issue(mediation, draft));
    }

    /**
     * Whether a case that is over has papers that were not issued yet.
     *
     * @throws Refusal 404 for whoever may not read the case
     */
    @Transactional(readOnly = true)
    public boolean isToIssue(String number) {
        return casebooks.of(readers.require(number)).status().isFinal()
                && papers.of(number).stream().anyMatch(Papers.Line::issuable);
    }

    /**
     * The newest of each paper, as they were issued; reading issues nothing. Before the case is over the cover says that it is not filed and
     * the index what is missing. Each reading is on record.
     *
     * @throws Refusal 404 for whoever may not read the case, 409 while nothing is issued, or not all of a case that is over
     */
    public Papers.PaperFile of(String number) {
        Mediation mediation = readers.require(number);
        Casebook book = casebooks.of(mediation);
        if (isToIssue(number)) {
            throw Refusal.conflict("还有文书没有出具，请先按“出具全部文书，成卷”");
        }
        List<PaperRow> issued = newest(mediation);
        if (issued.isEmpty()) {
            throw Refusal.conflict("还没有出具任何文书，请先出具");
        }
        Instant last = issued.stream()
                .map(PaperRow::issuedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        byte[] pdf = writer.dossier(
                cover(book, number(issued, mediation)),
                issued.stream()
                        .map(row -> new PaperWriter.Issued(
                                desk.read(Objects.requireNonNull(row.sheet(), "asked before")),
                                row.kind().title(row.about()),
                                row.serial(),
                                Casebook.day(row.issuedAt())))
                        .toList(),
                last);
        desk.record(READ, number);
        return new Papers.PaperFile("人民调解卷宗-" + number + ".pdf", pdf);
    }

    private List<PaperRow> newest(Mediation mediation) {
        Map<String, PaperRow> newest = new LinkedHashMap<>();
        rows.findByMediationIdOrderById(mediation.id()).stream()
                .filter(row -> row.sheet() != null)
                .forEach(row -> newest.put(row.kind() + " " + row.about(), row));
        return newest.values().stream().sorted(PaperRow.IN_THE_DOSSIER).toList();
    }

    private static String number(List<PaperRow> issued, Mediation mediation) {
        return issued.stream()
                .filter(row -> row.kind() == PaperKind.AGREEMENT)
                .map(PaperRow::serial)
                .findFirst()
                .orElse(mediation.number());
    }

    private PaperWriter.Cover cover(Casebook book, String no) {
        MediationClosing closing = book.closing();
        Instant filed = closing == null ? null : closing.filedAt();
        return new PaperWriter.Cover(
                no,
                book.type(),
                book.committee(),
                book.mediators(),
                String.valueOf(
                        book.mediation().appliedAt().atZone(PeopleTime.ZONE).getYear()),
                closing == null || closing.filedBy() == null ? "" : book.names().apply(closing.filedBy()),
                filed == null ? "" : Casebook.day(filed),
                dossier.missing(book.mediation()));
    }
}
