package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.ADMIN;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.written;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.exchange.statement.Statements;
import org.ganxian.order.ProcessCoverage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes to partners, what is compared with them, what comes as files, and what stays secret. */
@IntegrationTest
class ExchangeOutTest extends WorkingMorning {

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    Partners partners;

    @Autowired
    Statements statements;

    private RudePartner hotline;
    private int counter;

    @BeforeAll
    void partnersAreKnown() {
        hotline = city.partner("HOTLINE", false, port);
        city.mappings.add(hotline.code, Mapping.Kind.STATUS, "在办", "OPEN", ADMIN);
        city.mappings.add(hotline.code, Mapping.Kind.STATUS, "归档", "DONE", ADMIN);
    }

    @BeforeEach
    void theyAnswer() {
        hotline.answers = 200;
    }

    @AfterAll
    void everyStepOfTheDiagramsWasWalked() {
        hotline.close();
        for (String process : List.of("exchange-send", "exchange-reconciliation", "exchange-files")) {
            coverage.assertComplete(repository, process);
        }
    }

    private String accepted() {
        String number = "HT-OUT-" + ++counter;
        assertThat(hotline.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        return number;
    }

    private StoredEnvelope sent(String sourceNo) {
        return city
                .envelopes
                .findByOrderNumberOrderByIdAsc(city.order(hotline, sourceNo).number())
                .stream()
                .filter(one -> one.direction() == Direction.OUT)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatCannotBeSentIsTriedEightTimesAndThenSomebodysTask() {
        hotline.answers = 500;
        String number = accepted();
        assertThat(sent(number).state()).isEqualTo(State.WAITING);
        assertThat(sent(number).lastError()).isEqualTo("HTTP 500");
        city.passes(Duration.ofMinutes(2));
        for (int tries = 0; tries < 6; tries++) {
            city.passes(Duration.ofHours(3));
        }
        assertThat(sent(number).state()).isEqualTo(State.DEAD);
        assertThat(sent(number).attempts()).isEqualTo(8);
        assertThat(city.open(hotline)).anyMatch(words -> words.contains(number) && words.contains("发不出去"));
        hotline.answers = 200;
        String id = sent(number).messageId();
        story.as("exchange-admin", () -> {
            city.desk.sendAgain(hotline.code, sent(number).id());
            return null;
        });
        assertThat(sent(number).state()).isEqualTo(State.WAITING);
        city.runs();
        assertThat(sent(number).state()).isEqualTo(State.SENT);
        assertThat(hotline.got(number, "ACCEPTED"))
                .extracting(RudePartner.Got::messageId)
                .containsExactly(id);
    }

    // 对账

    private void morning() {
        Job timer = management
                .createJobQuery()
                .processDefinitionKey("exchange-reconciliation")
                .timers()
                .singleResult();
        management.executeJob(timer.getId());
        List<Job> left;
        while (!(left = management
                        .createJobQuery()
                        .processDefinitionKey("exchange-reconciliation")
                        .messages()
                        .list())
                .isEmpty()) {
            management.executeJob(left.get(0).getId());
        }
        city.runs();
    }

    private Map<String, Object> line(String number, String status, int received) {
        return Map.of("sourceNo", number, "status", status, "received", received);
    }

    @Test
    void whatIsMissingThereIsSentAgainByTheSameIdAndTheRestIsSomebodysTask() {
        List<String> missing = List.of(accepted(), accepted(), accepted());
        String same = accepted();
        String done = accepted();
        List<Object> theirs = new java.util.ArrayList<>();
        // What earlier tests have left is the same on both sides.
        city.orders.findAll().stream()
                .filter(order -> order.partner().equals(hotline.code) && !missing.contains(order.sourceNo()))
                .forEach(order -> theirs.add(line(
                        order.sourceNo(),
                        order.state().isDone() || order.sourceNo().equals(done) ? "归档" : "在办",
                        order.outSeq())));
        theirs.add(line("HT-NOT-HERE", "在办", 0));
        assertThat(hotline.says("STATEMENT", "2026-06-08", 1, Map.of("orders", theirs))
                        .status())
                .isEqualTo(202);
        morning();
        for (String number : missing) {
            assertThat(hotline.got(number, "ACCEPTED")).hasSize(2);
            assertThat(hotline.got(number, "ACCEPTED").stream()
                            .map(RudePartner.Got::messageId)
                            .distinct())
                    .hasSize(1);
        }
        assertThat(hotline.got(same, "ACCEPTED")).hasSize(1);
        assertThat(city.open(hotline))
                .anyMatch(words -> words.contains("HT-NOT-HERE") && words.contains("对方有，我们没有"))
                .anyMatch(words -> words.contains(done) && words.contains("一边已办结"))
                .noneMatch(words -> words.contains(same + "："));
        var compared = city.desk.compared(hotline.code).orElseThrow();
        assertThat(compared.theirs()).isTrue();
        assertThat(compared.resent()).isEqualTo(3);
        assertThat(compared.differences()).isEqualTo(5);
    }

    @Test
    void bothSidesStandBesideEachOtherOnPaperAndOursIsSentToThem() throws Exception {
        String number = accepted();
        hotline.says("SUPPLEMENT", number, 2, RudePartner.note("补充"));
        String day = partners.today().plusDays(40).toString();
        ClockUtil.setCurrentTime(java.util.Date.from(story.now().plus(Duration.ofDays(40))));
        hotline.says(
                "STATEMENT",
                day,
                1,
                Map.of(
                        "orders",
                        List.of(line(number, "在办的", city.order(hotline, number).outSeq()), line("HT-ELSE", "归档", 0))));
        morning();
        morning();
        city.runs();
        var ours = hotline.got(day, "STATEMENT");
        assertThat(ours).hasSize(1);
        assertThat(ours.get(0).body().path("orders")).anySatisfy(line -> {
            assertThat(line.path("sourceNo").asText()).isEqualTo(number);
            assertThat(line.path("status").asText()).isEqualTo("办理中");
            assertThat(line.path("received").asInt()).isEqualTo(2);
        });
        Caller admin = Caller.of("exchange-admin", port);
        String list = "/desk/exchange/" + hotline.code + "/statements";
        String no = "DZ-%s-%s".formatted(hotline.code, day.replace("-", ""));
        assertThat(admin.get(list).body()).contains(no);
        Long id = city.jdbc.queryForObject("select max(id) from exchange_statement", Long.class);
        assertThat(admin.get(list + "/" + id).contentType()).contains("application/pdf");
        assertThat(admin.get(list + "/999999").status()).isEqualTo(404);
        assertThat(Caller.of("triage", port).get(list + "/" + id).status()).isEqualTo(403);
        byte[] paper = story.as("exchange-admin", () -> statements.paper(hotline.code, id))
                .content();
        try (PDDocument pdf = Loader.loadPDF(paper)) {
            assertThat(new PDFTextStripper().getText(pdf)).contains(no, number, "在办的", "HT-ELSE", "对方有，我们没有", "核对人");
        }
        // Of this month, and of the one before the last.
        assertThat(admin.get("/desk/exchange/" + hotline.code).body()).contains("近六个月", "2026-07", "2026-06");
        assertThat(statements.months(hotline.code).get(1).counts().came()).isPositive();
        assertThat(statements.months(hotline.code).get(0).counts().came()).isZero();
    }

    @Test
    void aStatementThatDoesNotComeIsSomebodysTaskAndOldMessagesAreForgotten() {
        String number = accepted();
        ClockUtil.setCurrentTime(java.util.Date.from(story.now().plus(Duration.ofDays(181))));
        morning();
        assertThat(city.open(hotline)).anyMatch(words -> words.contains("没有收到对方的对账单"));
        assertThat(city.envelopes.findByOrderNumberOrderByIdAsc(
                        city.order(hotline, number).number()))
                .isNotEmpty()
                .allMatch(one -> one.body() == null && one.raw() == null);
    }

    // Files

    @Test
    void filesAreTakenLikeMessagesOnceAndWhatIsRefusedSaysWhy(@TempDir Path root) throws Exception {
        RudePartner police = city.partner("FILES", true, port);
        police.close();
        partners.change("FILES", new Partners.Details("走文件的", true, true, true, Partner.Habit.FILE, null, true), ADMIN);
        Path in = Files.createDirectories(root.resolve("in").resolve("FILES"));
        String days = RudePartner.at(story.now().minus(Duration.ofDays(3)));
        Envelope late = police.seal(police.message("CREATE", "P-1", 1, days, days), written(lamp(LAMPS)));
        Files.writeString(in.resolve("a.json"), written(late));
        Files.writeString(in.resolve("b.json"), written(late));
        Files.writeString(in.resolve("c.json"), "{\"text\":\"灯坏了\"}", java.nio.charset.Charset.forName("GBK"));
        Files.writeString(in.resolve("d.json"), written(late.withSignature("00")));
        for (String wrong : List.of("c.json", "d.json")) {
            Files.setLastModifiedTime(
                    in.resolve(wrong), FileTime.from(story.now().minus(Duration.ofMinutes(2))));
        }
        city.folders.at(root);
        try {
            Job timer = management
                    .createJobQuery()
                    .processDefinitionKey("exchange-files")
                    .timers()
                    .singleResult();
            management.executeJob(timer.getId());
            city.runs();
        } finally {
            city.folders.at(null);
        }
        assertThat(names(in.resolve("done"))).containsExactly("a.json", "b.json");
        assertThat(names(in.resolve("refused"))).containsExactly("c.json", "c.json.txt", "d.json", "d.json.txt");
        assertThat(Files.readString(in.resolve("refused").resolve("c.json.txt")))
                .contains("UTF-8");
        assertThat(city.open(police))
                .as("once a day")
                .filteredOn(words -> words.contains("有文件没有收"))
                .hasSize(1);
        assertThat(city.demands.known("FILES", List.of("P-1"))).hasSize(1);
        city.folders.at(root);
        try {
            city.passes(Duration.ofMinutes(2));
        } finally {
            city.folders.at(null);
        }
        assertThat(names(root.resolve("out").resolve("FILES"))).hasSize(1).allMatch(name -> name.endsWith(".json"));
        partners.change(
                "FILES", new Partners.Details("走文件的", false, true, true, Partner.Habit.FILE, null, false), ADMIN);
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
