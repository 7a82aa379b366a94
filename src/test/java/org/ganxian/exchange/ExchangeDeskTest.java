package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of whoever looks after partners: they do their work, and show no word of a case. */
@IntegrationTest
@Tag("any-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeDeskTest {

    private static final String PAGE = "/desk/exchange/DESK";

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    private RudePartner hotline;
    private Caller admin;

    @BeforeAll
    void aPartnerHasSentSomething() {
        hotline = city.partner("DESK", false, port);
        admin = Caller.of("exchange-admin", port);
        hotline.says("CREATE", "D-1", 1, lamp(LAMPS));
        hotline.says("CREATE", "D-2", 1, lamp("没见过的"));
        hotline.says("SUPPLEMENT", "D-3", 2, note("榕荫里三单元的灯也坏了"));
        hotline.says("CREATE", "D-1", 1, lamp("没见过的"));
        city.runs();
    }

    @AfterAll
    void gone() {
        hotline.close();
    }

    private String shown(String path) {
        Answer answer = admin.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    @Test
    void allPagesShowHowItGoesAndNoWordOfACase() {
        StoredEnvelope created = city.envelopes
                .editions(
                        StoredEnvelope.Direction.IN, "DESK", "D-1", org.ganxian.exchange.envelope.MessageType.CREATE, 1)
                .get(0);
        for (String path : List.of(
                "/desk/exchange",
                PAGE,
                PAGE + "/orders",
                PAGE + "/envelopes",
                PAGE + "/envelopes?direction=IN&state=HELD",
                PAGE + "/envelopes/" + created.id(),
                PAGE + "/mappings",
                PAGE + "/items")) {
            assertThat(shown(path))
                    .as(path)
                    .contains("平台 DESK")
                    .doesNotContain("灯坏了", "陈阿伯", "13900000001", "三单元", "??");
        }
        assertThat(shown(PAGE + "/orders")).contains("三方通话", "等建单");
    }

    @Test
    void nobodyElseSeesThem() {
        for (String who : List.of("clerk", "dispatcher", "triage", "duty", "manager", "auditor")) {
            for (String path : List.of("/desk/exchange", PAGE, PAGE + "/envelopes", PAGE + "/items")) {
                assertThat(Caller.of(who, port).get(path).status())
                        .as(who + path)
                        .isEqualTo(403);
            }
            assertThat(Caller.of(who, port)
                            .form("/desk/password", PAGE + "/keys")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(Caller.of("admin", port).get(PAGE).status()).isEqualTo(200);
        assertThat(Caller.nobody(port).get("/exchange/v1/DESK/messages").status())
                .isEqualTo(404);
        assertThat(Caller.of("admin", port).get("/exchange").status()).isEqualTo(404);
    }

    @Test
    void whoeverTalksReadsWhatItIsAboutAndOnRecord() {
        String number = city.order(hotline, "D-2").number();
        Caller triage = Caller.of("triage", port);
        assertThat(triage.get("/desk/exchange-talks").body()).contains(number);
        String page = "/desk/exchange-talks/" + number;
        assertThat(triage.get(page).body()).contains("楼道里的灯坏了", "领取任务后可见").doesNotContain("13900000001");
        Task task = city.taskOf(number);
        String subject = "/api/tasks/" + task.getId() + "/subject";
        assertThat(triage.get(subject).body()).contains("楼道里的灯坏了", page).doesNotContain("13900000001");
        assertThat(triage.get("/api/tasks/cards?id=" + task.getId()).body()).contains(number, "来件：");
        for (String who : List.of("clerk", "dispatcher", "member1", "duty", "manager", "auditor", "exchange-admin")) {
            assertThat(Caller.of(who, port).get(subject).status()).as(who).isIn(403, 404);
        }
        city.story.as("triage", () -> {
            city.tasks.claim(task.getId(), "triage");
            return null;
        });
        assertThat(triage.get(page).body()).contains("13900000001");
        assertThat(triage.get(subject).body()).contains("13900000001");
        assertThat(admin.get("/desk/exchange-talks/" + number).status()).isEqualTo(403);
        assertThat(triage.get("/desk/exchange-talks/"
                                + city.order(hotline, "D-1").number())
                        .status())
                .isEqualTo(404);
        assertThat(city.jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'exchange-order-shown' and subject = ?",
                        Long.class,
                        number))
                .isEqualTo(3);
        assertThat(triage.get("/desk/exchange-callers/"
                                + city.order(hotline, "D-1").demandNumber())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aWordIsMappedAnItemAddedAndEndedAndWhatIsWrongIsSaidBesideItsField() {
        long unmapped = city.mappings.unmapped("DESK");
        Answer wrong = admin.form(
                PAGE + "/mappings", PAGE + "/mappings", "kind", "CATEGORY", "theirs", "路灯", "ours", "没有这个分类");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("没有代码为");
        assertThat(admin.form(
                                PAGE + "/mappings",
                                PAGE + "/mappings",
                                "kind",
                                "OUR_STATUS",
                                "theirs",
                                "办理中",
                                "ours",
                                "在办")
                        .status())
                .isEqualTo(302);
        assertThat(city.mappings.told("DESK", org.ganxian.demand.Status.HANDLING))
                .isEqualTo("在办");
        assertThat(city.mappings.unmapped("DESK")).isEqualTo(unmapped);
        assertThat(admin.form(
                                PAGE + "/items",
                                PAGE + "/items",
                                "category",
                                "噪声",
                                "side",
                                "THEIRS",
                                "basis",
                                "清单第 9 项",
                                "from",
                                "2026-01-01",
                                "until",
                                "")
                        .status())
                .isEqualTo(302);
        assertThat(city.partners.item("DESK", "噪声")).isPresent();
        Answer backwards = admin.form(
                PAGE + "/items",
                PAGE + "/items",
                "category",
                "噪声",
                "side",
                "OURS",
                "basis",
                "清单",
                "from",
                "2026-02-01",
                "until",
                "2026-01-01");
        assertThat(backwards.status()).isEqualTo(400);
        assertThat(backwards.body()).contains("截止日期不能早于启用日期");
        long id = city.partners.item("DESK", "噪声").orElseThrow().id();
        assertThat(admin.form(PAGE + "/items", PAGE + "/items/" + id + "/end").status())
                .isEqualTo(302);
        assertThat(city.partners.item("DESK", "噪声")).isEmpty();
    }

    @Test
    void anExceptionIsSettledWithWordsByWhoeverLooksAfterPartners() {
        Long id = city.jdbc.queryForObject(
                "select id from exchange_exception where partner = 'DESK' and kind = 'CONFLICT'", Long.class);
        assertThat(shown(PAGE)).contains("内容不同，没有采用");
        assertThat(admin.form(PAGE, PAGE + "/exceptions/" + id, "note", " ").status())
                .isEqualTo(400);
        assertThat(Caller.of("admin", port)
                        .form(PAGE, PAGE + "/exceptions/" + id, "note", "好")
                        .status())
                .isEqualTo(403);
        assertThat(admin.form(PAGE, PAGE + "/exceptions/" + id, "note", "以第一次的为准")
                        .status())
                .isEqualTo(302);
        assertThat(admin.form(PAGE, PAGE + "/exceptions/" + id, "note", "以第一次的为准")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aPartnerIsAddedWithAKeyThatIsShownOnceAndAMessageIsCarriedByHand() {
        assertThat(admin.form("/desk/exchange", "/desk/exchange", "code", "", "name", "", "habit", "FILE")
                        .body())
                .contains("代码应为");
        assertThat(admin.form(
                                "/desk/exchange",
                                "/desk/exchange",
                                "code",
                                "12348",
                                "name",
                                "12348 法律热线",
                                "habit",
                                "PUSH",
                                "address",
                                "http://example.com/x")
                        .body())
                .contains("https://");
        assertThat(admin.form(
                                "/desk/exchange",
                                "/desk/exchange",
                                "code",
                                "12348",
                                "name",
                                "12348 法律热线",
                                "habit",
                                "FILE",
                                "inward",
                                "true",
                                "active",
                                "true")
                        .status())
                .isEqualTo(302);
        String key =
                admin.form("/desk/exchange/12348", "/desk/exchange/12348/keys").body();
        String secret = key.replaceAll("(?s).*<code>([A-Za-z0-9+/=]{44})</code>.*", "$1");
        assertThat(secret).hasSize(44);
        assertThat(shown("/desk/exchange/12348")).doesNotContain(secret).contains("k1");
        try (RudePartner lawyers = new RudePartner("12348", "k1", secret, port)) {
            assertThat(lawyers.says("CREATE", "L-1", 1, lamp(LAMPS)).status()).isEqualTo(202);
            city.runs();
            city.story.as("triage", () -> null);
            city.does(
                    "triage",
                    city.order(lawyers, "L-1").number(),
                    java.util.Map.of("decision", "there", "note", "由对方受理"));
            city.runs();
            StoredEnvelope back =
                    city
                            .envelopes
                            .findByOrderNumberOrderByIdAsc(
                                    city.order(lawyers, "L-1").number())
                            .stream()
                            .filter(one -> one.direction() == StoredEnvelope.Direction.OUT)
                            .findFirst()
                            .orElseThrow();
            assertThat(back.state()).isEqualTo(StoredEnvelope.State.READY);
            String path = "/desk/exchange/12348/envelopes/" + back.id();
            assertThat(shown(path)).contains("取走文件").doesNotContain("由对方受理");
            Answer file = admin.form(path, path + "/file");
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.json().path("messageId").asText()).isEqualTo(back.messageId());
            assertThat(shown(path)).contains("已发");
            assertThat(admin.form(path, path + "/again").status()).isEqualTo(302);
        }
        assertThat(admin.form("/desk/exchange/12348", "/desk/exchange/12348/keys/k1/end")
                        .status())
                .isEqualTo(302);
        city.partners.change(
                "12348",
                new Partners.Details("12348", false, false, false, Partner.Habit.FILE, null, false),
                PartnersStory.ADMIN);
    }
}
