package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.ADMIN;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Partners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What stays secret, what is done together, and how keys are changed. */
@IntegrationTest
class ExchangeCasesTest extends WorkingMorning {

    @Autowired
    Partners partners;

    @Autowired
    Attachments attachments;

    private RudePartner hotline;
    private int counter;

    @BeforeAll
    void partnersAreKnown() {
        hotline = city.partner("CASES", false, port);
        city.mappings.add(hotline.code, Mapping.Kind.STATUS, "在办", "OPEN", ADMIN);
        city.mappings.add(hotline.code, Mapping.Kind.STATUS, "归档", "DONE", ADMIN);
    }

    @BeforeEach
    void theyAnswer() {
        hotline.answers = 200;
    }

    @AfterAll
    void gone() {
        hotline.close();
    }

    private String accepted() {
        String number = "HT-CASE-" + ++counter;
        assertThat(hotline.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        return number;
    }

    private static byte[] photo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static Map<String, Object> file(String name, byte[] content, String sha256) {
        return Map.of(
                "name",
                name,
                "type",
                "image/png",
                "size",
                content.length,
                "sha256",
                sha256,
                "content",
                Base64.getEncoder().encodeToString(content));
    }

    @Test
    void photosComeThroughTheChecksOfAllPhotosAndAMessageIsNotLostForOne() throws IOException {
        byte[] photo = photo();
        String right = DigestUtils.sha256Hex(photo);
        byte[] page = "<html>不是照片</html>".getBytes(StandardCharsets.UTF_8);
        Map<String, Object> order = new HashMap<>(lamp(LAMPS));
        order.put(
                "attachments",
                List.of(
                        file("灯.png", photo, right),
                        file("页.png", page, DigestUtils.sha256Hex(page)),
                        file("坏.png", photo, "0".repeat(64))));
        assertThat(hotline.says("CREATE", "HT-PHOTO", 1, order).status()).isEqualTo(202);
        city.runs();
        Demand demand = city.demandOf(hotline, "HT-PHOTO");
        assertThat(attachments.of(demand)).extracting(Attachments.Photo::name).containsExactly("灯.png");
        assertThat(city.open(hotline))
                .anyMatch(words -> words.contains("HT-PHOTO") && words.contains("第 2 个附件"))
                .anyMatch(words -> words.contains("HT-PHOTO") && words.contains("sha256"));
        assertThat(hotline.says(
                                "SUPPLEMENT",
                                "HT-PHOTO",
                                2,
                                Map.of("text", "再传一张", "attachments", List.of(file("又.png", photo, right))))
                        .status())
                .isEqualTo(202);
        assertThat(attachments.of(demand)).hasSize(2);
        Map<String, Object> many = new HashMap<>(order);
        many.put("attachments", Collections.nCopies(10, file("灯.png", photo, right)));
        assertThat(hotline.says("CREATE", "HT-PHOTOS", 1, many).reason()).contains("attachments");
        assertThat(hotline.says(
                                "URGE",
                                "HT-PHOTO",
                                3,
                                Map.of("text", "催", "attachments", List.of(file("灯.png", photo, right))))
                        .reason())
                .contains("只有建单和补充");
    }

    @Test
    void whoToldOfASecretCaseIsKnownToItsCallBackAlone() {
        String number = "HT-SECRET";
        Map<String, Object> report = new HashMap<>(lamp(LAMPS));
        report.put("text", "欧阳锋说：楼道里的灯坏了没有人修，他的电话是 13900000077。");
        report.put("caller", Map.of("name", "欧阳锋", "phone", "13900000077", "secret", true));
        hotline.says("CREATE", number, 1, report);
        hotline.says("SUPPLEMENT", number, 2, note("欧阳锋又说：三楼也坏了，找他打 13900000077。"));
        city.runs();
        Demand demand = city.demandOf(hotline, number);
        assertThat(demand.contactName()).isNull();
        assertThat(demand.contactPhone()).isNull();
        assertThat(demand.description()).contains("某某").doesNotContain("欧阳锋", "13900000077");
        assertThat(everythingIn()).doesNotContain("欧阳锋", "13900000077");
        assertThat(refusedTo("dispatcher", demand)).isTrue();
        assertThat(refusedTo("exchange-admin", demand)).isTrue();
        story.accepts(demand);
        story.offersToAll(demand);
        story.contacts("member1", demand);
        assertThat(refusedTo("member1", demand)).isTrue();
        story.completes("member1", demand, "serve-order", Map.of("decision", "report", "report", "已换好灯管。"));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        story.rates(demand, 1);
        assertThat(refusedTo("caller", demand)).isTrue();
        story.claims("caller", demand, "call-back");
        assertThat(story.as("caller", () -> city.callers.of(demand.number())).phone())
                .isEqualTo("13900000077");
        city.runs();
        assertThat(hotline.got(number, "RESULT").get(0).body().toString()).doesNotContain("欧阳锋", "13900000077");
    }

    private boolean refusedTo(String who, Demand demand) {
        try {
            story.as(who, () -> city.callers.of(demand.number()));
            return false;
        } catch (org.ganxian.platform.Refusal refused) {
            return refused.status().value() == 404;
        }
    }

    /** All that the database has in plain words, the engine's tables included. */
    private String everythingIn() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of(
                "demand",
                "timeline_entry",
                "exchange_order",
                "exchange_envelope",
                "exchange_exception",
                "notice_outbox",
                "audit_entry",
                "ACT_RU_VARIABLE",
                "ACT_HI_VARINST",
                "ACT_HI_DETAIL")) {
            city.jdbc
                    .queryForList("select * from " + table)
                    .forEach(row -> row.values()
                            .forEach(value -> all.append(text(value)).append('\n')));
        }
        return all.toString();
    }

    private static String text(Object value) {
        try {
            return value instanceof java.sql.Clob clob
                    ? clob.getSubString(1, (int) clob.length())
                    : String.valueOf(value);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Together

    @Test
    void whatFollowsAnotherCaseHasItsAnswerUnderItsOwnNumber() {
        String first = accepted();
        String second = accepted();
        Demand master = city.demandOf(hotline, first);
        Demand follower = city.demandOf(hotline, second);
        story.completes(
                "dispatcher",
                follower,
                "screen-order",
                Map.of("decision", "merge", "master", master.number(), "note", "同一处"));
        city.runs();
        assertThat(city.demandOf(hotline, second).status()).isEqualTo(Status.MERGED);
        hotline.says("SUPPLEMENT", second, 2, note("二楼也坏了"));
        assertThat(story.stepsOf(master)).contains(org.ganxian.demand.Step.SUPPLEMENTED_THERE);
        story.accepts(master);
        story.offersToAll(master);
        story.contacts("member1", master);
        story.completes("member1", master, "serve-order", Map.of("decision", "report", "report", "两层都修好了。"));
        story.completes("dispatcher", master, "check-result", Map.of("decision", "approve"));
        city.runs();
        assertThat(hotline.got(first, "RESULT").get(0).body().path("text").asText())
                .isEqualTo("两层都修好了。");
        assertThat(hotline.got(second, "RESULT").get(0).body().path("text").asText())
                .isEqualTo("与另一件诉求一起办理：两层都修好了。");
        assertThat(hotline.got(second, "RESULT")
                        .get(0)
                        .body()
                        .path("caseNumber")
                        .asText())
                .isEqualTo(follower.number());
        assertThat(city.stateOf(hotline, second)).isEqualTo(OrderState.RESULT_SENT);
    }

    // Keys

    @Test
    void twoKeysAreValidWhileTheyAreChanged() {
        RudePartner before = city.partner("KEYS", false, port);
        Partners.MadeKey made = partners.renewKey("KEYS", ADMIN);
        try (RudePartner after = new RudePartner("KEYS", made.keyId(), made.secret(), port)) {
            assertThat(before.says("CREATE", "K-1", 1, lamp(LAMPS)).status()).isEqualTo(202);
            assertThat(after.says("CREATE", "K-2", 1, lamp(LAMPS)).status()).isEqualTo(202);
            partners.endKey("KEYS", "k1", ADMIN);
            assertThat(before.says("CREATE", "K-3", 1, lamp(LAMPS)).status()).isEqualTo(401);
            assertThat(after.says("CREATE", "K-3", 1, lamp(LAMPS)).status()).isEqualTo(202);
        }
        city.runs();
        before.close();
    }
}
