package org.ganxian.window.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.Multipart;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.window.Scans;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.ganxian.window.flow.Checklist;
import org.ganxian.window.flow.WindowCases;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/** What staff see and do of an application beside a task's form. */
class ApplicationPanelTest extends WindowCases {

    @Autowired
    Audit audit;

    private String path(Demand demand, String username, String key) {
        return "/api/tasks/" + taskFor(username, demand, key).getId();
    }

    @Test
    void theDeskTicksAndUploadsMaterialsUntilItHasAccepted() {
        Demand barber = barber("application-form");
        Caller clerk = Caller.of("clerk", port);
        String task = path(barber, "clerk", "accept-application");

        Answer ticked =
                clerk.call("PUT", task + "/materials", Map.of("codes", List.of("floor-plan"), "received", true));
        assertThat(ticked.status()).isEqualTo(200);
        Answer uploaded = clerk.upload(task + "/materials?material=test-report", "报告.pdf", Scans.pdf());
        assertThat(uploaded.status()).isEqualTo(201);
        JsonNode report = material(uploaded.json(), "test-report");
        assertThat(report.at("/received").asBoolean()).isTrue();
        assertThat(report.at("/files/0/name").asText()).isEqualTo("报告.pdf");
        Answer opened = clerk.get(report.at("/files/0/url").asText());
        assertThat(opened.contentType()).isEqualTo("application/pdf");

        Answer untick =
                clerk.call("PUT", task + "/materials", Map.of("codes", List.of("test-report"), "received", false));
        assertThat(untick.status()).isEqualTo(409);
        assertThat(untick.reason()).contains("已有上传的文件");

        accepts(barber);
        String handling = path(barber, "health-handler", "handle-application");
        Caller handler = Caller.of("health-handler", port);
        handler.engine(
                "POST", handling.replace("/api/tasks/", "/task/") + "/claim", Map.of("userId", "health-handler"));
        assertThat(handler.call(
                                "PUT",
                                handling + "/materials",
                                Map.of("codes", List.of("floor-plan"), "received", true))
                        .status())
                .isEqualTo(409);
        assertThat(handler.get(handling + "/materials/files/"
                                + report.at("/files/0/id").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onTheirPhoneAClerkTicksPhotographsAndAccepts() {
        Demand barber = barber("application-form", "test-report");
        Demand other = barber("application-form");
        Caller clerk = Caller.inWebapp("welcome", "clerk", port);
        String task =
                "/m/tasks/" + taskFor("clerk", barber, "accept-application").getId();
        assertThat(clerk.get("/m").body()).contains(barber.number(), "手机办理").doesNotContain("党员接单");
        assertThat(clerk.get(task).body())
                .contains("前台受理", "卫生检测报告", "name=\"file-floor-plan\"", "材料不齐，一次告知补正")
                .doesNotContain("这个任务不能在这里办理");

        Answer lacking = clerk.send(
                task + "/acceptance",
                new Multipart().text("received", "application-form").text("decision", "accept"));
        assertThat(lacking.status()).isEqualTo(400);
        assertThat(lacking.body()).contains("还缺少必需的材料，不能受理", "卫生检测报告", task);
        // What the clerk said of the paper is kept, as in Tasklist.
        assertThat(clerk.get(task.replace("/m/", "/api/") + "/application")
                        .json()
                        .at("/materials")
                        .findValuesAsText("received"))
                .containsOnlyOnce("true");
        assertThat(clerk.send(task + "/acceptance", new Multipart().text("decision", "reject"))
                        .status())
                .isEqualTo(400);

        Answer accepted = clerk.send(
                task + "/acceptance",
                new Multipart()
                        .text("received", "application-form")
                        .text("decision", "accept")
                        .text("words", "上门受理。")
                        .file(
                                "file-floor-plan",
                                "平面图.png",
                                Scans.photo("floor-plan").content())
                        .file("file-test-report", "报告.pdf", Scans.pdf()));
        assertThat(accepted.status()).isEqualTo(302);
        assertThat(story.statusOf(barber)).isEqualTo(Status.DECIDING);

        Caller stranger = Caller.inWebapp("welcome", "member1", port);
        String others =
                "/m/tasks/" + taskFor("clerk", other, "accept-application").getId() + "/acceptance";
        assertThat(stranger.send(others, new Multipart().text("decision", "accept"))
                        .status())
                .isEqualTo(403);
        assertThat(story.statusOf(other)).isEqualTo(Status.ACCEPTING);
    }

    @Test
    void aScanOfAnEarlierVersionIsMadeAnewBeforeItIsSeen() throws IOException {
        Demand barber = barber("application-form");
        Caller clerk = Caller.of("clerk", port);
        String task = path(barber, "clerk", "accept-application");
        Answer uploaded = clerk.upload(
                task + "/materials?material=test-report",
                "a.png",
                Scans.photo("test-report").content());
        JsonNode file = material(uploaded.json(), "test-report").at("/files/0");
        byte[] taken = new ClassPathResource("photos/exif-gps.jpg").getContentAsByteArray();
        jdbc.update(
                "update material_file set content = ?, media_type = 'image/jpeg', pixels_only = false where id = ?",
                taken,
                file.get("id").asLong());
        Answer shown = clerk.get(file.get("url").asText());
        assertThat(shown.contentType()).isEqualTo("image/jpeg");
        assertThat(shown.body()).contains("JFIF").doesNotContain("Exif", "PhoneXY");
        byte[] kept = jdbc.queryForObject(
                "select content from material_file where id = ?",
                byte[].class,
                file.get("id").asLong());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "PhoneXY");
    }

    private static JsonNode material(JsonNode application, String code) {
        for (JsonNode material : application.get("materials")) {
            if (material.get("code").asText().equals(code)) {
                return material;
            }
        }
        throw new AssertionError("no material " + code);
    }

    @Test
    void whatIsNoMaterialIsRefusedAndNothingIsKept() {
        Integer before = jdbc.queryForObject("select count(*) from material_file", Integer.class);
        Demand barber = barber();
        Caller clerk = Caller.of("clerk", port);
        String task = path(barber, "clerk", "accept-application") + "/materials";

        Answer program = clerk.upload(
                task + "?material=test-report", "报告.pdf", "MZ\u0000\u0001".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(program.status()).isEqualTo(400);
        assertThat(program.reason()).contains("只能上传材料（PDF、JPEG、PNG、WebP）");
        assertThat(clerk.upload(task + "?material=test-report", "空.pdf", new byte[0])
                        .status())
                .isEqualTo(400);
        assertThat(clerk.upload(task + "?material=nothing", "报告.pdf", Scans.pdf())
                        .reason())
                .contains("没有编号为 nothing 的材料");
        byte[] large = java.util.Arrays.copyOf(Scans.pdf(), Checklist.MAX_BYTES + 1);
        assertThat(clerk.upload(task + "?material=test-report", "大.pdf", large).status())
                .isEqualTo(413);
        assertThat(clerk.call("PUT", task, Map.of("codes", List.of("nothing"), "received", true))
                        .status())
                .isEqualTo(400);
        assertThat(clerk.call("PUT", task, Map.of("codes", List.of(), "received", true))
                        .status())
                .isEqualTo(400);
        assertThat(jdbc.queryForObject("select count(*) from material_file", Integer.class))
                .isEqualTo(before);
    }

    @Test
    void namesNumbersAndAddressesAreForWhoeverHoldsTheTask() {
        Demand allowance = applications.file(
                new NewApplication(
                        "old-age-allowance",
                        "陈阿伯",
                        "13900000001",
                        "11010519491231002X",
                        STREET,
                        null,
                        Delivery.POST,
                        "榕荫里 3 号",
                        org.ganxian.demand.Source.PORTAL,
                        null),
                java.util.Set.of(),
                List.of());
        Caller clerk = Caller.of("clerk", port);
        String task = path(allowance, "clerk", "accept-application");
        Answer before = clerk.get(task + "/application");
        assertThat(before.json().at("/idNumber").asText()).isEqualTo("110*************2X");
        assertThat(before.json().at("/applicant").asText()).isEqualTo("陈**");
        assertThat(before.body()).doesNotContain("11010519491231002X", "陈阿伯", "榕荫里 3 号");

        clerk.engine("POST", task.replace("/api/tasks/", "/task/") + "/claim", Map.of("userId", "clerk"));
        Answer after = clerk.get(task + "/application");
        assertThat(after.json().at("/idNumber").asText()).isEqualTo("11010519491231002X");
        assertThat(after.json().at("/postAddress").asText()).isEqualTo("榕荫里 3 号");
        assertThat(audit.count(new Actor("clerk", ""), "application-shown", allowance.number()))
                .isEqualTo(1);

        assertThat(Caller.of("health-handler", port).get(task + "/application").status())
                .isEqualTo(403);
        assertThat(Caller.nobody(port).get(task + "/application").status()).isEqualTo(401);
    }

    @Test
    void reviewersReadTheOpinionAndTheDocuments() {
        Demand barber = completeBarber();
        accepts(barber);
        drafts("health-handler", barber, false);
        String review = path(barber, "health-reviewer", "review-application");
        Caller reviewer = Caller.of("health-reviewer", port);
        JsonNode shown = reviewer.get(review + "/application").json();
        assertThat(shown.at("/documents/0/url").isNull()).isTrue();
        assertThat(shown.at("/opinions/0/state").asText()).isEqualTo("待审核");
        assertThat(shown.at("/opinions/0/agrees").asBoolean()).isFalse();
        assertThat(shown.at("/opinions/0/grounds").asText()).contains("消毒间");
        String first = shown.at("/documents/0/id").asText();
        assertThat(reviewer.get(review + "/documents/" + first).status()).isEqualTo(403);
        reviewer.engine(
                "POST", review.replace("/api/tasks/", "/task/") + "/claim", Map.of("userId", "health-reviewer"));
        Answer notice = reviewer.get(review + "/documents/" + first);
        assertThat(notice.contentType()).isEqualTo("application/pdf");

        Demand other = completeBarber();
        accepts(other);
        String foreign =
                applications.documents(applicationOf(other)).get(0).id().toString();
        assertThat(reviewer.get(review + "/documents/" + foreign).status()).isEqualTo(404);
    }

    @Test
    void theTaskOfAnOrderHasNoApplication() {
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        assertThat(Caller.of("dispatcher", port)
                        .get("/api/tasks/" + screening.getId() + "/application")
                        .status())
                .isEqualTo(204);
    }
}
