package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.exchange.PartnersStory.ADMIN;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.PartnersStory.TRAFFIC;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;
import static org.ganxian.exchange.RudePartner.written;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.RudePartner.Answer;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a partner with a valid key, or a hurried administrator, could do to a city. */
@IntegrationTest
class ExchangeAttacksTest extends TwoPartners {

    private static final Map<String, Object> FIRE =
            Map.of("category", TRAFFIC, "text", "我家灶上着火了，有人被困。", "place", Map.of("unit", "350602004001"));

    @Autowired
    ManagementService management;

    // Danger

    @Test
    void whoeverAcknowledgesSomethingElseHasNotHeardOfTheDanger() {
        String number = number();
        hotline.says("CREATE", number, 1, FIRE);
        city.runs();
        String ours = city.order(hotline, number).number();
        String accepted = hotline.got(number, "ACCEPTED").get(0).messageId();
        assertThat(hotline.says("ACK", number, 1, Map.of("messageId", accepted)).status())
                .isEqualTo(202);
        city.passes(Duration.ofMinutes(3));
        assertThat(city.taskOf(ours).getTaskDefinitionKey()).isEqualTo("phone-police");
        // The other system may write ids in capitals.
        String back = police.got(ours, "EMERGENCY_BACK").get(0).messageId();
        police.says("ACK", ours, 1, Map.of("messageId", back.toUpperCase(java.util.Locale.ROOT)));
        assertThat(city.taskOf(ours)).isNull();
    }

    @Test
    void dangerThatOvertakesItsOrderIsToldAtOnceAndAgainWithTheFacts() {
        String number = number();
        hotline.says("SUPPLEMENT", number, 2, note("现在着火了，有人被困"));
        city.runs();
        String ours = city.order(hotline, number).number();
        assertThat(police.got(ours, "EMERGENCY_BACK"))
                .singleElement()
                .satisfies(told -> assertThat(told.body().path("text").asText()).contains("着火"));
        assertThat(city.jdbc.queryForObject(
                        "select count(*) from notice_inbox where kind = 'DANGER' and title like ? and username = 'duty'",
                        Long.class,
                        "%" + ours + "%"))
                .isEqualTo(1);
        hotline.says("CREATE", number, 1, lamp(LAMPS));
        city.runs();
        assertThat(police.got(ours, "EMERGENCY_BACK"))
                .hasSize(2)
                .last()
                .satisfies(told -> assertThat(
                                told.body().path("place").path("address").asText())
                        .contains("榕荫里"));
        city.passes(Duration.ofMinutes(3));
        assertThat(city.taskOf(ours).getTaskDefinitionKey()).isEqualTo("phone-police");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE", "SUPPLEMENT", "WITHDRAW", "CLOSED"})
    void dangerIsHeardInWhateverIsSaid(String type) {
        String number = number();
        hotline.says("CREATE", number, 1, lamp(LAMPS));
        city.runs();
        boolean contradicts = type.equals("CREATE");
        Answer answer = hotline.says(type, number, contradicts ? 1 : 9, contradicts ? FIRE : note("现在着火了，有人被困"));
        assertThat(answer.status()).isEqualTo(contradicts ? 409 : 202);
        city.runs();
        assertThat(police.got(city.order(hotline, number).number(), "EMERGENCY_BACK"))
                .singleElement()
                .satisfies(told -> assertThat(told.body().path("text").asText()).contains("着火"));
    }

    // What is sent

    @Test
    void numbersThatDifferInCapitalsOnlyAreTwoCases() {
        String number = number();
        hotline.says("CREATE", number, 1, lamp(LAMPS));
        Map<String, Object> other = new HashMap<>(lamp(LAMPS));
        other.put("text", "另外一件：水管漏水了。");
        city.runs();
        hotline.says("CREATE", number.toLowerCase(java.util.Locale.ROOT), 1, other);
        city.runs();
        assertThat(city.demandOf(hotline, number.toLowerCase(java.util.Locale.ROOT))
                        .description())
                .contains("水管");
        assertThat(city.demandOf(hotline, number).description()).contains("灯");
    }

    @Test
    void whatCannotBeKeptIsRefusedRatherThanTriedForEver() {
        for (String far : List.of("+999999999-12-31T00:00:00+08:00", "-0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z")) {
            Answer answer = hotline.send(
                    hotline.seal(hotline.message("CREATE", number(), 1, far, RudePartner.now()), written(lamp(LAMPS))));
            assertThat(answer.status()).as(far).isEqualTo(400);
            assertThat(answer.reason()).contains("occurredAt", "年份");
        }
        assertThat(hotline.says("CREATE", number(), 1, Map.of("text", "灯坏了", "dueAt", "+99999-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(400);
        for (String number : List.of("N".repeat(61), "\uFDFA".repeat(20))) {
            assertThat(hotline.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(400);
        }
        for (String line :
                List.of("{\"sourceNo\":\"张三 13900000001\"}", "{\"sourceNo\":\"1\",\"status\":\"\\u0000\"}")) {
            assertThat(hotline.says("STATEMENT", "2026-06-01", 1, "{\"orders\":[" + line + "]}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aTextOfNothingButDigitsIsAText() {
        String number = number();
        hotline.says("CREATE", number, 1, lamp(LAMPS));
        city.runs();
        assertThat(hotline.says("SUPPLEMENT", number, 2, note("13900000001".repeat(160)))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void whereASecretCallerLivesDoesNotTellWhoItIs() {
        String number = number();
        Map<String, Object> report = new HashMap<>(lamp(LAMPS));
        report.put("caller", Map.of("name", "欧阳锋", "phone", "13900000077", "secret", true));
        report.put("place", Map.of("unit", "350602004001", "address", "欧阳锋家楼下，13900000077"));
        hotline.says("CREATE", number, 1, report);
        city.runs();
        assertThat(city.demandOf(hotline, number).address()).contains("家楼下").doesNotContain("欧阳锋", "13900000077");
        String talked = number();
        report.put("category", "要商量的");
        report.put("text", "我是欧阳锋，电话１３９００００００７７，举报的是……");
        hotline.says("CREATE", talked, 1, report);
        hotline.says("SUPPLEMENT", talked, 2, note("欧阳锋补充：13900000077"));
        city.runs();
        String shown = story.as(
                        "triage",
                        () -> city.desk.order(city.order(hotline, talked).number()))
                .toString();
        assertThat(shown).contains("某某").doesNotContain("欧阳锋", "13900000077", "１３９００００００７７");
    }

    @Test
    void aStatementThatIsWrongAsAWholeIsAFewTasks() {
        List<Map<String, String>> lines = IntStream.range(0, 500)
                .mapToObj(i -> Map.of("sourceNo", "ELSEWHERE-" + i))
                .toList();
        hotline.says("STATEMENT", "2026-06-08", 1, Map.of("orders", lines));
        reconciles();
        assertThat(city.open(hotline))
                .filteredOn(words -> words.contains("ELSEWHERE-"))
                .hasSizeBetween(1, 200);
        assertThat(city.open(hotline)).anyMatch(words -> words.contains("请与对方核对整份对账单"));
    }

    private void reconciles() {
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
            left.forEach(job -> management.executeJob(job.getId()));
        }
    }

    // Administrators

    @Test
    void aSecondPressOnTheKeyLocksNobodyOutAndWeSendWithTheKeyThatTheyHave() {
        try (RudePartner slow = city.partner("SLOW", false, port)) {
            city.partners.renewKey("SLOW", ADMIN);
            assertThatThrownBy(() -> city.partners.renewKey("SLOW", ADMIN))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("两个有效");
            String number = number();
            assertThat(slow.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(202);
            city.runs();
            assertThat(slow.got(number, "ACCEPTED")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://169.254.169.254/latest", "https://100.100.100.200/", "https://[::ffff:169.254.169.254]/"
            })
    void nobodyIsSentToWhereCloudsTellSecrets(String address) {
        assertThatThrownBy(() -> city.partners.add("CLOUD", pushed(address), ADMIN))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("元数据");
    }

    @Test
    void whatDoesNotFitIsSaidByField() {
        assertThatThrownBy(() -> city.partners.add("LONG", pushed("https://example.cn/" + "a".repeat(200)), ADMIN))
                .hasMessageContaining("网址不能超过");
        LocalDate far = LocalDate.of(999_999, 1, 1);
        assertThatThrownBy(() -> city.partners.addItem(
                        "12345", new Partners.NewItem("远", ItemRule.Side.OURS, "清单", far, null), ADMIN))
                .hasMessageContaining("启用日期");
    }

    private static Partners.Details pushed(String address) {
        return new Partners.Details("平台", false, true, true, Partner.Habit.PUSH, address, true);
    }

    // Files

    @Test
    void halfAFileIsWaitedForAndALinkIsNotFollowed(@TempDir Path root) throws Exception {
        Path in = Files.createDirectories(root.resolve("in").resolve("12345"));
        String number = number();
        Envelope whole = hotline.sealed("CREATE", number, 1, written(lamp(LAMPS)));
        String text = written(whole);
        Path copied = in.resolve("a.json");
        Files.writeString(copied, text.substring(0, 100));
        Files.setLastModifiedTime(copied, FileTime.from(story.now()));
        Path elsewhere = Files.writeString(root.resolve("elsewhere.json"), text);
        Files.createSymbolicLink(in.resolve("b.json"), elsewhere);
        takes(root);
        assertThat(copied).exists();
        assertThat(city.orders.findByPartnerAndSourceNo("12345", number)).isEmpty();
        Files.writeString(copied, text);
        takes(root);
        assertThat(city.orders.findByPartnerAndSourceNo("12345", number)).isPresent();
        assertThat(in.resolve("done").resolve("a.json")).exists();
    }

    private void takes(Path root) {
        city.folders.at(root);
        try {
            city.folders.take();
        } finally {
            city.folders.at(null);
        }
    }
}
