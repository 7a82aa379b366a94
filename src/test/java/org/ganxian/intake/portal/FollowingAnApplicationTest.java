package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ApplicantsDoor.barber;
import static org.ganxian.intake.ApplicantsDoor.complete;
import static org.ganxian.intake.ApplicantsDoor.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.Multipart;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.intake.ApplicantsDoor;
import org.ganxian.intake.ApplicantsDoor.Answer;
import org.ganxian.intake.ApplicantsDoor.Filed;
import org.ganxian.intake.Office;
import org.ganxian.intake.Visitor;
import org.ganxian.intake.Visitor.Chosen;
import org.ganxian.window.Scans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Following an application with number and query code, on the page and by the API. */
@IntegrationTest
class FollowingAnApplicationTest {

    @LocalServerPort
    int port;

    @Autowired
    Office office;

    @Autowired
    Demands demands;

    private ApplicantsDoor door;

    @BeforeEach
    void anApplicantComes() {
        door = new ApplicantsDoor(port);
    }

    private Visitor looksAt(Filed filed) throws Exception {
        return new Visitor(port)
                .opens("/portal/track")
                .sends("main form", "number", filed.number(), "code", filed.code())
                .sees(200);
    }

    private void clerk(Filed filed, Map<String, Object> form) {
        office.fillsIn("clerk", filed.number(), "accept-application", form);
    }

    private Filed accepted() throws Exception {
        Filed filed = door.files(complete());
        clerk(filed, Map.of("decision", "accept"));
        return filed;
    }

    private Filed toSupplement() throws Exception {
        Filed filed = door.files(form(barber()).material("application-form", Scans.pdf()));
        clerk(filed, Map.of("decision", "supplement", "missing", "请写明经营面积"));
        return filed;
    }

    // Documents

    @Test
    void theApplicantOpensTheDocumentsOfTheirOwnApplication() throws Exception {
        Filed filed = accepted();
        JsonNode documents = door.progress(filed).get("documents");

        assertThat(documents).hasSize(1);
        assertThat(documents.at("/0/title").asText()).isEqualTo("受理通知书");
        assertThat(documents.at("/0/serial").asText()).matches("漳芗巷受〔\\d{4}〕\\d+号");
        assertThat(documents.at("/0/issuedAt").asText()).endsWith("Z");
        Answer pdf = door.gets(path(filed, documents.at("/0/id").asLong()) + "?code=" + filed.code());
        assertThat(pdf.status()).isEqualTo(200);
        assertPdf(pdf.whole());
    }

    private static void assertPdf(HttpResponse<byte[]> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(d -> assertThat(d).startsWith("inline").contains("filename*=UTF-8''"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(c -> assertThat(c).contains("no-store"));
        assertThat(new String(answer.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    private static String path(Filed filed, long document) {
        return "/api/demands/" + filed.number() + "/documents/" + document;
    }

    @Test
    void aDocumentOfAnotherNumberIsNotFound() throws Exception {
        Filed mine = accepted();
        Filed other = accepted();
        long id = door.progress(other).at("/documents/0/id").asLong();

        door.gets(path(mine, id) + "?code=" + mine.code()).isRefused(404);
        door.gets(path(other, id) + "?code=" + mine.code()).isRefused(404);
        door.gets(path(other, id)).blames("code");
        door.gets(path(other, -1) + "?code=" + other.code()).isRefused(404);
        door.gets("/api/demands/" + other.number() + "/documents/x?code=" + other.code())
                .isRefused(400);
        // A login is no query code.
        new ApplicantsDoor(port, "member1").gets(path(other, id) + "?code=1").isRefused(404);
    }

    @Test
    void afterTenWrongCodesTheNumberRests() throws Exception {
        Filed filed = accepted();
        long id = door.progress(filed).at("/documents/0/id").asLong();
        for (int i = 0; i < 10; i++) {
            if (i % 2 == 0) {
                door.gets(path(filed, id) + "?code=wrong").isRefused(404);
            } else {
                door.supplements(new Filed(filed.number(), "wrong"), new Multipart())
                        .isRefused(404);
            }
        }
        door.gets(path(filed, id) + "?code=" + filed.code()).isRefused(429);
        door.supplements(filed, new Multipart()).isRefused(429);
    }

    @Test
    void onThePageTheDocumentsNeedATicket() throws Exception {
        Filed filed = accepted();
        Visitor visitor = looksAt(filed);
        String link = visitor.page().select("#documents a").attr("href");
        assertThat(link).startsWith("/portal/orders/" + filed.number() + "/documents/");
        assertThat(visitor.text("#documents")).contains("受理通知书").contains("漳芗巷受〔");

        URI address = URI.create("http://localhost:" + port + link);
        String ticket = visitor.cookies(Tickets.COOKIE).get(0).toString();
        HttpClient http = HttpClient.newHttpClient();
        assertPdf(http.send(
                HttpRequest.newBuilder(address)
                        .header("Cookie", ticket.replace("\"", "").replaceAll(";.*", ""))
                        .build(),
                BodyHandlers.ofByteArray()));
        assertThat(http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(404);
        Visitor other = looksAt(accepted());
        other.opens(link).sees(404);
    }

    @Test
    void anOrderHasNoDocumentsAndNothingOfAnApplication() throws Exception {
        Visitor visitor = new Visitor(port).opens("/portal").sends("#form", PortalTest.ORDER);
        Filed order = new Filed(visitor.text("#number"), visitor.text("#query-code"));

        JsonNode progress = door.progress(order);
        assertThat(progress.has("item") || progress.has("documents") || progress.has("missing"))
                .isFalse();
        door.gets(path(order, 1) + "?code=" + order.code()).isRefused(404);
        door.supplements(order, new Multipart().text("note", "x")).isRefused(409);
        visitor.opens("/portal/orders/" + order.number()).sees(200);
        assertThat(visitor.page().text()).contains("这件诉求").doesNotContain("文书");
    }

    // Supplement

    @Test
    void whatIsMissingIsSuppliedOnThePage() throws Exception {
        Filed filed = toSupplement();
        Visitor visitor = looksAt(filed);

        assertThat(visitor.text(".status")).isEqualTo("待申请人补正");
        assertThat(visitor.text("blockquote")).contains("卫生检测报告").contains("请写明经营面积");
        assertThat(visitor.text(".dues")).contains("请在此前补齐");
        assertThat(visitor.text("#documents")).contains("补正告知书");
        assertThat(visitor.page().select("#supplement input[type=file]").eachAttr("name"))
                .startsWith("materials.test-report", "materials.floor-plan");

        visitor.sendsFiles("#supplement", List.of()).sees(400);
        assertThat(visitor.text("#materials")).contains("请上传补正的材料");
        Chosen bad = new Chosen("materials.floor-plan", "图.pdf", "text".getBytes(StandardCharsets.UTF_8));
        Chosen report = new Chosen("materials.test-report", "报告.pdf", Scans.pdf());
        visitor.sendsFiles("#supplement", List.of(bad, report), "note", "80 平方米")
                .sees(400);
        assertThat(visitor.page().select("[id=materials.floor-plan-error]").text())
                .contains("只能上传材料");
        assertThat(visitor.page().select("#note").text()).isEqualTo("80 平方米");
        assertThat(visitor.page().select("#supplement .kept").eachText()).containsExactly("已选好：报告.pdf 不要这个：报告.pdf");
        assertThat(looksAt(filed).shows(".kept"))
                .as("to whoever has the form alone")
                .isFalse();

        visitor.sendsFiles(
                        "#supplement",
                        List.of(new Chosen("materials.floor-plan", "图.pdf", Scans.pdf())),
                        "note",
                        "80 平方米")
                .sees(200);
        assertThat(visitor.at()).isEqualTo("/portal/orders/" + filed.number() + "?done=supplement");
        assertThat(visitor.text(".done")).contains("已经收到");
        assertThat(visitor.text(".status")).isEqualTo("待前台受理");
        assertThat(visitor.shows("#supplement")).isFalse();
        assertThat(visitor.text(".timeline"))
                .contains("80 平方米")
                .contains("图.pdf")
                .contains("报告.pdf");
        visitor.opens("/portal/orders/" + filed.number() + "/supplement").sees(200);
        assertThat(visitor.at()).isEqualTo("/portal/orders/" + filed.number());
    }

    @Test
    void whatIsMissingIsSuppliedByTheApi() throws Exception {
        Filed filed = toSupplement();
        assertThat(door.progress(filed).get("missing").findValuesAsText("code"))
                .containsExactly("test-report", "floor-plan");

        door.supplements(filed, new Multipart()).blames("materials");
        door.supplements(filed, new Multipart().material("treasure-map", Scans.pdf()))
                .blames("materials");
        door.supplements(filed, new Multipart().material("floor-plan", new byte[0]))
                .blames("materials.floor-plan");
        door.supplements(filed, new Multipart().text("note", "铃\u0007")).blames("note");
        door.supplements(filed, new Multipart().text("note", "字".repeat(2001))).blames("note");
        door.supplements(filed, new Multipart().text("urgent", "1")).blames("urgent");
        door.posts("/api/applications/" + filed.number() + "/supplement", new Multipart().text("note", "x"))
                .blames("code");
        assertThat(demands.get(filed.number()).status()).isEqualTo(Status.SUPPLEMENTING);

        Answer answer = door.supplements(
                filed, new Multipart().material("floor-plan", Scans.pdf()).material("test-report", Scans.pdf()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("status").asText()).isEqualTo("ACCEPTING");
        assertThat(answer.json().get("missing")).isEmpty();
        door.supplements(filed, new Multipart().text("note", "x")).isRefused(409);
    }

    @Test
    void filesThatAreTooLargeAreToldOnThePage() throws Exception {
        Visitor visitor = looksAt(toSupplement());
        byte[] nine = Arrays.copyOf(Scans.pdf(), 9 * 1024 * 1024);
        Chosen eleven = new Chosen("materials.floor-plan", "图.pdf", Arrays.copyOf(Scans.pdf(), 11 * 1024 * 1024));

        visitor.sendsFiles("#supplement", List.of(eleven)).sees(400);
        assertThat(visitor.page().select("[id=materials.floor-plan-error]").text())
                .contains("不能超过 10 MB");
        visitor.sendsFiles(
                        "#supplement",
                        List.of(
                                new Chosen("materials.floor-plan", "1.pdf", nine),
                                new Chosen("materials.floor-plan", "2.pdf", nine),
                                new Chosen("materials.test-report", "3.pdf", nine)))
                .sees(200);
        assertThat(visitor.text(".summary")).contains("合计不能超过 20 MB");
        assertThat(visitor.shows("#supplement")).isTrue();
    }

    @Test
    void aSupplementWhoseTokenRanOutKeepsWhatWasWritten() throws Exception {
        Visitor visitor = looksAt(toSupplement());
        visitor.forgets("GANXIAN-XSRF");
        visitor.sendsFiles("#supplement", List.of(), "note", "80 平方米").sees(403);
        assertThat(visitor.text("#unsent")).isEqualTo("80 平方米");
    }

    @Test
    void nothingIsSuppliedToWhatWasNotAskedFor() throws Exception {
        Filed filed = accepted();
        Visitor visitor = looksAt(filed);
        assertThat(visitor.shows("#supplement") || visitor.shows("#remedies")).isFalse();
        door.supplements(filed, new Multipart().text("note", "x")).isRefused(409);
    }

    // The end

    @Test
    void thePickupCodeIsShownFromTheIssueToTheDelivery() throws Exception {
        Filed filed = accepted();
        office.fillsIn(
                "health-handler",
                filed.number(),
                "handle-application",
                Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，符合法定条件。"));
        office.fillsIn("health-reviewer", filed.number(), "review-application", Map.of("decision", "approve"));
        assertThat(door.progress(filed).has("pickupCode")).isFalse();
        office.fillsIn("window", filed.number(), "issue-result", Map.of("decision", "window"));

        String code = door.progress(filed).get("pickupCode").asText();
        Visitor visitor = looksAt(filed);
        assertThat(visitor.text("#pickup-code")).isEqualTo(code);
        assertThat(visitor.text(".pickup")).contains("巷口街道便民服务中心");
        assertThat(visitor.text("#documents")).contains("准予行政许可决定书");
        assertThat(visitor.page().text()).doesNotContain("我要撤回");

        office.fillsIn("window", filed.number(), "record-delivery", Map.of("decision", "code", "pickupCode", code));
        assertThat(door.progress(filed).has("pickupCode")).isFalse();
        visitor.opens("/portal/orders/" + filed.number()).sees(200);
        assertThat(visitor.shows("#pickup-code")).isFalse();
        assertThat(visitor.text("#documents")).contains("送达回证");

        assertThat(visitor.text("#remedies")).contains("六十日内可以申请行政复议", "重新申请");
        assertThat(visitor.page().select("#remedies a").attr("href")).isEqualTo("/portal/services/hygiene-permit");

        visitor.sends("form[action$=rating]", "grade", "5", "comment", "办得快").sees(200);
        assertThat(visitor.shows("#reopening")).isFalse();
        assertThat(visitor.shows("#remedies")).isTrue();
        String token = visitor.page().select("input[name=_csrf]").val();
        visitor.posts("/portal/orders/" + filed.number() + "/reopening", Map.of("again", "再办一次", "_csrf", token))
                .sees(409);
        assertThat(visitor.text(".summary")).contains("行政复议", "重新申请").doesNotContain("点单");
        assertThat(visitor.text(".status")).isEqualTo("已评价");
        assertThat(visitor.page().text()).doesNotContain("点单：").doesNotContain("支部");
    }

    @Test
    void theApplicantWithdraws() throws Exception {
        Filed filed = accepted();
        Visitor visitor = looksAt(filed);
        visitor.opens("/portal/orders/" + filed.number() + "/withdrawal").sees(200);
        assertThat(visitor.page().title()).contains("撤回申请");
        assertThat(visitor.text(".lead")).contains("重新申请").doesNotContain("点单");
        visitor.sends("main form", "reason", "暂时不开店了").sees(200);

        assertThat(visitor.text(".status")).isEqualTo("已撤回");
        assertThat(visitor.text(".state")).contains("重新申请");
        assertThat(demands.get(filed.number()).status()).isEqualTo(Status.WITHDRAWN);
    }
}
