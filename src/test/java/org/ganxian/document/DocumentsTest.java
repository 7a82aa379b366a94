package org.ganxian.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents are numbered without gaps, kept once with their hash, and shown to their own subject only. */
@IntegrationTest
class DocumentsTest {

    private static final int THREADS = 20;

    @Autowired
    Documents documents;

    @Autowired
    DocumentTexts texts;

    @Autowired
    Organs organs;

    @Autowired
    TransactionTemplate transaction;

    private static Instant in(int year) {
        return Instant.parse(year + "-06-01T04:00:00Z");
    }

    private Document issue(DocumentKind kind, String subject, Instant at) {
        return documents.issue(kind, subject, Facts.of(kind), at, "window1");
    }

    private static <T> List<T> allAtOnce(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> running = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void issuedDocumentIsKeptWithItsHash() throws Exception {
        Document issued = issue(DocumentKind.ACCEPTANCE, "SL-kept", Facts.ISSUED);
        Document kept = documents.get("SL-kept", issued.id());

        assertThat(kept.content()).isEqualTo(issued.content()).startsWith("%PDF-1.".getBytes());
        assertThat(kept.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(kept.content())));
        assertThat(kept.size()).isEqualTo(kept.content().length);
        assertThat(kept.kind()).isEqualTo(DocumentKind.ACCEPTANCE);
        assertThat(kept.title()).isEqualTo("受理通知书");
        assertThat(kept.filename()).isEqualTo("受理通知书-" + kept.serial() + ".pdf");
        assertThat(kept.issuedAt()).isEqualTo(Facts.ISSUED);
        assertThat(kept.issuedBy()).isEqualTo("window1");
        assertThat(Paper.words(kept.content())).contains(kept.serial());
    }

    @Test
    void listComesInOrderOfIssueAndLoadsNoBytes() {
        issue(DocumentKind.DELIVERY, "SL-list", in(2031));
        issue(DocumentKind.ACCEPTANCE, "SL-list", in(2031));
        issue(DocumentKind.DECISION, "SL-list", in(2031));

        SentStatements.Asked<List<Document>> asked = SentStatements.by(() -> documents.of("SL-list"));

        List<Document> list = asked.answer();

        assertThat(list)
                .extracting(Document::kind)
                .containsExactly(DocumentKind.DELIVERY, DocumentKind.ACCEPTANCE, DocumentKind.DECISION);
        assertThat(list).extracting(Document::title).endsWith("准予行政许可决定书");
        assertThat(list).allSatisfy(document -> assertThat(document.size()).isPositive());
        assertThat(asked.statements()).hasSize(1).noneMatch(sql -> sql.contains("content"));
        assertThatThrownBy(() -> list.get(0).content()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherSubjectCannotReadIt() {
        Document issued = issue(DocumentKind.ACCEPTANCE, "SL-own", in(2032));
        for (Long id : new Long[] {issued.id(), issued.id() + 100_000}) {
            assertThatThrownBy(() -> documents.get("SL-other", id))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.NOT_FOUND))
                    .hasMessage("没有这份文书");
        }
        assertThat(documents.of("SL-other")).isEmpty();
    }

    @Test
    void numbersCountByKindAndYearOfZhangzhou() {
        assertThat(issue(DocumentKind.ACCEPTANCE, "SL-year", Instant.parse("2033-12-31T15:59:59Z"))
                        .serial())
                .isEqualTo("漳受〔2033〕1号");
        assertThat(issue(DocumentKind.ACCEPTANCE, "SL-year", Instant.parse("2033-12-31T16:00:00Z"))
                        .serial())
                .isEqualTo("漳受〔2034〕1号");
        assertThat(issue(DocumentKind.ACCEPTANCE, "SL-year", in(2033)).serial()).isEqualTo("漳受〔2033〕2号");
        assertThat(issue(DocumentKind.NON_ACCEPTANCE, "SL-year", in(2033)).serial())
                .isEqualTo("漳不受〔2033〕1号");
    }

    @Test
    void theSameRequestIsTheSameDocument() {
        Document first = issue(DocumentKind.SUPPLEMENT, "SL-same", in(2035));
        Document again = issue(DocumentKind.SUPPLEMENT, "SL-same", in(2035).plusMillis(400));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.content()).isEqualTo(first.content());

        Document later = issue(DocumentKind.SUPPLEMENT, "SL-same", in(2035).plusSeconds(1));
        Document elsewhere = issue(DocumentKind.SUPPLEMENT, "SL-same-too", in(2035));
        assertThat(List.of(first.serial(), later.serial(), elsewhere.serial()))
                .containsExactly("漳补〔2035〕1号", "漳补〔2035〕2号", "漳补〔2035〕3号");
        assertThat(documents.of("SL-same")).hasSize(2);
    }

    @Test
    void theSameRequestOfManyAtOnceIsOneDocument() throws Exception {
        List<Document> issued = allAtOnce(() -> issue(DocumentKind.TERMINATION, "SL-once", in(2036)));
        assertThat(issued).extracting(Document::id).containsOnly(issued.get(0).id());
        assertThat(documents.of("SL-once")).hasSize(1);
        assertThat(issue(DocumentKind.TERMINATION, "SL-next", in(2036)).serial())
                .isEqualTo("漳终〔2036〕2号");
    }

    @Test
    void numbersTakenByManyAtOnceHaveNeitherDoublesNorGaps() throws Exception {
        AtomicInteger caller = new AtomicInteger();
        List<Document> issued =
                allAtOnce(() -> issue(DocumentKind.DELIVERY, "SL-many-" + caller.incrementAndGet(), in(2037)));
        assertThat(issued)
                .extracting(Document::serial)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, THREADS)
                        .mapToObj(i -> "漳送〔2037〕" + i + "号")
                        .toList());
    }

    /** The street's desk, the district's health bureau: each by its own mark and from one on. */
    @Test
    void eachOrganNumbersByItsOwnMarkAlsoWhenManyBeginAtOnce() throws Exception {
        AtomicInteger caller = new AtomicInteger();
        List<Document> issued = allAtOnce(() -> {
            int me = caller.incrementAndGet();
            DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE).toBuilder()
                    .organ(me % 2 == 0 ? "350602004" : "350602D05")
                    .build();
            return documents.issue(DocumentKind.ACCEPTANCE, "SL-organ-" + me, facts, in(2041), "window1");
        });
        assertThat(issued)
                .extracting(Document::serial)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, THREADS / 2)
                        .boxed()
                        .flatMap(i -> Stream.of("漳芗巷受〔2041〕" + i + "号", "漳芗卫受〔2041〕" + i + "号"))
                        .toList());
        // As many letters as it takes to tell 龙文 from 龙海.
        assertThat(organs.of("350603").mark()).isEqualTo("漳龙文");
        assertThat(organs.of("350604").mark()).isEqualTo("漳龙海");
        assertThat(organs.of("350603D03").mark()).isEqualTo("漳龙文水");
    }

    @Test
    void aMarkIsOneUnitsAloneAndItsContactIsPrinted() {
        Actor admin = Actor.SYSTEM;
        organs.change("350602002", "漳芗桥", "西桥亭 1 号", "0596-0000000", admin);
        DocumentFacts facts =
                Facts.of(DocumentKind.DECISION).toBuilder().organ("350602002").build();
        Document issued = documents.issue(DocumentKind.DECISION, "SL-mark", facts, in(2042), "window1");
        assertThat(issued.serial()).isEqualTo("漳芗桥决〔2042〕1号");
        assertThat(Paper.words(issued.content())).contains("联系地址：西桥亭1号", "联系电话：0596-0000000");

        assertThatThrownBy(() -> organs.change("350602003", "漳芗桥", null, null, admin))
                .hasMessageContaining("已由别的单位使用");
        assertThatThrownBy(() -> organs.change("350602003", "漳不", null, null, admin))
                .hasMessageContaining("不以“不”结尾");
        assertThatThrownBy(() -> organs.change("350602003", "漳〔1〕", null, null, admin))
                .isInstanceOf(Refusal.class);
        organs.change("350602003", "", null, "0596-1", admin);
        assertThat(organs.of("350602003").mark()).isEqualTo("漳芗新");
    }

    @Test
    void aDocumentSaysWhatTheTextOfItsDaySays() {
        DocumentTexts.Key key = new DocumentTexts.Key(Wording.TERMINATION, Variant.PERMIT);
        LocalDate then = texts.today().plusDays(30);
        String edited = texts.versions(key).get(0).words().replace("特此告知。", "特此告知，谨启。");
        texts.add(key, edited, then, 1, Actor.SYSTEM);
        assertThat(Paper.words(issuedOn(then.minusDays(1)).content())).contains("特此告知。");
        assertThat(Paper.words(issuedOn(then).content())).contains("特此告知，谨启。");
        assertThat(texts.of(Wording.TERMINATION, Variant.SERVICE, then)).contains("特此告知。");

        assertThatThrownBy(() -> texts.add(key, edited + "完", then, 1, Actor.SYSTEM))
                .hasMessageContaining("刚刚有别人改动");
        texts.restore(key, 1, 2, Actor.SYSTEM);
        assertThat(texts.versions(key)).hasSize(3);
        assertThat(texts.of(Wording.TERMINATION, Variant.PERMIT, then)).contains("特此告知。");
    }

    private Document issuedOn(LocalDate day) {
        return issue(
                DocumentKind.TERMINATION,
                "SL-text-" + day,
                day.atTime(12, 0).atZone(PeopleTime.ZONE).toInstant());
    }

    @Test
    void anUpgradeAddsItsTextsButNeverTouchesWhatAnAdministratorWrote() {
        DocumentTexts.Key edited = new DocumentTexts.Key(Wording.EXPERT_REVIEW, Variant.SERVICE);
        DocumentTexts.Key untouched = new DocumentTexts.Key(Wording.EXPERT_REVIEW, Variant.PERMIT);
        String own = texts.versions(edited).get(0).words() + "\n我市另有规定。";
        texts.add(edited, own, texts.today(), 1, Actor.SYSTEM);

        transaction.executeWithoutResult(status -> texts.ship(Map.of(edited, "新版说的“{事项}”", untouched, "新版说的“{事项}”")));

        assertThat(texts.versions(edited))
                .hasSize(2)
                .first()
                .extracting(DocumentText::words)
                .isEqualTo(own);
        assertThat(texts.versions(untouched))
                .hasSize(2)
                .first()
                .satisfies(next -> assertThat(next.words()).isEqualTo("新版说的“{事项}”"))
                .satisfies(next -> assertThat(next.isShipped()).isTrue());
    }

    @Test
    void rolledBackDocumentGivesItsNumberBack() {
        transaction.executeWithoutResult(status -> {
            assertThat(issue(DocumentKind.DECISION, "SL-back", in(2038)).serial())
                    .isEqualTo("漳决〔2038〕1号");
            status.setRollbackOnly();
        });
        assertThat(documents.of("SL-back")).isEmpty();
        assertThat(issue(DocumentKind.DECISION, "SL-back", in(2038)).serial()).isEqualTo("漳决〔2038〕1号");
    }
}
