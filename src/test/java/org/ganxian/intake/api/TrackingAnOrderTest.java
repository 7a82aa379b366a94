package org.ganxian.intake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.ganxian.BreaksTies;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@BreaksTies("merges a demand past its process")
class TrackingAnOrderTest {

    private static final Actor DISPATCHER = new Actor("dispatcher", "榕荫社区党支部派单员");

    private static final String CLERK =
            "Basic " + Base64.getEncoder().encodeToString("clerk:ganxian".getBytes(StandardCharsets.UTF_8));

    @Autowired
    ResidentsDoor door;

    @Autowired
    MockMvc mvc;

    @Autowired
    Demands demands;

    @Autowired
    Attachments attachments;

    @Autowired
    Story story;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcTemplate jdbc;

    private String number;
    private String code;

    @BeforeEach
    void anOrderIsPlaced() throws Exception {
        JsonNode receipt = door.placed(door.order());
        number = receipt.get("number").asText();
        code = receipt.get("queryCode").asText();
    }

    @Test
    void theResidentSeesHowFarItIs() throws Exception {
        door.track(number, code)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.number").value(number))
                .andExpect(jsonPath("$.title").value(containsString("楼道灯")))
                .andExpect(jsonPath("$.status").value("SCREENING"))
                .andExpect(jsonPath("$.statusTitle").value("待支部审核"))
                .andExpect(jsonPath("$.priority").isNotEmpty())
                .andExpect(jsonPath("$.category").value(containsString(" / ")))
                .andExpect(jsonPath("$.place").value(containsString("榕荫社区")))
                .andExpect(jsonPath("$.receivedAt").value(matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z")))
                .andExpect(jsonPath("$.firstResponseDue").value(matchesPattern(".*Z")))
                .andExpect(jsonPath("$.completionDue").value(matchesPattern(".*Z")))
                .andExpect(jsonPath("$.master").doesNotExist())
                .andExpect(jsonPath("$.timeline[0].step").value("REGISTERED"))
                .andExpect(jsonPath("$.timeline[0].title").value("登记"))
                .andExpect(jsonPath("$.timeline[0].actor").value("群众"))
                .andExpect(jsonPath("$.timeline[0].following").doesNotExist());
    }

    @Test
    void theAnswerHoldsNoContactDataAndNoOfficeMatters() throws Exception {
        record(number, Step.COMPLETION_LATE, "内部");
        String answer = door.track(number, code)
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(answer)
                .doesNotContain("13900000001")
                .doesNotContain("陈小明")
                .doesNotContain("榕荫小区 3 栋")
                .doesNotContain(code)
                .doesNotContain("内部")
                .doesNotContain("COMPLETION_LATE");
    }

    @Test
    void numberAndCodeMayBeTypedSloppily() throws Exception {
        door.track(" " + number.toLowerCase() + " ", " " + code + " ").andExpect(status().isOk());
    }

    @Test
    void aMissingCodeIsNamed() throws Exception {
        door.from(get("/api/demands/" + number))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("code"))
                .andExpect(jsonPath("$.detail").value("缺少参数 code"));
        door.track(number, " ")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("code"));
    }

    @Test
    void aWrongNumberAndAWrongCodeLookAlike() throws Exception {
        String detail = "编号或查询码不正确，请核对后重试";
        door.track(number, "wrong")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value(detail));
        door.track("ZZ20000101-000001", code)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value(detail));
        door.track("𠮷".repeat(200), code)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value(detail));
    }

    @Test
    void afterTenWrongCodesHoweverTheNumberIsWrittenItRestsForThatAddressAlone() throws Exception {
        List<String> written = List.of(
                number,
                number.toLowerCase(),
                number.replace("ZZ", "ＺＺ"),
                " " + number + "\u200b",
                number.replace("-", "－"));
        for (int i = 0; i < 10; i++) {
            trackedFrom("192.0.2.6", written.get(i % written.size()), "0000000" + i)
                    .andExpect(status().isNotFound());
        }
        trackedFrom("192.0.2.6", number, "00000000")
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString("几分钟")));
        trackedFrom("192.0.2.6", number, code).andExpect(status().isTooManyRequests());
        trackedFrom("192.0.2.7", number, code).andExpect(status().isOk());
    }

    private ResultActions trackedFrom(String address, String number, String code) throws Exception {
        return mvc.perform(
                get("/api/demands/{number}", number).param("code", code).with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                }));
    }

    @Test
    void rightCodesAreNotCounted() throws Exception {
        for (int i = 0; i < 20; i++) {
            door.track(number, code).andExpect(status().isOk());
        }
    }

    @Test
    void aFollowerSeesWhatHappensToItsMasterButNotWhatTheOtherResidentSays() throws Exception {
        JsonNode other = door.placed(door.order());
        String master = other.get("number").asText();
        record(master, Step.CONTACTED, "电话。张女士说住在 5 楼");
        inTransaction(() -> demands.merge(demands.get(number), demands.get(master), DISPATCHER, "同一件事"));
        record(master, Step.ASKED, "张女士，请问是几号楼");
        record(master, Step.ANSWERED, "我是张女士，5 号楼");
        record(master, Step.ACCEPTED, null);
        record(master, Step.DISPATCHED, "周六上门");
        record(master, Step.CLAIMED, null);
        record(master, Step.CONTACTED, "张女士白天不在家");
        record(master, Step.FIRST_CONTACT, "电话。张女士说周六在家");
        record(master, Step.COMPLETION_LATE, null);
        record(master, Step.REPORTED, "已换灯");
        record(master, Step.CLOSED, null);
        record(master, Step.BADLY_RATED, "不满意。张女士说又坏了");
        record(master, Step.REWORK, "张女士要求重修");

        JsonNode progress = door.read(door.track(number, code));

        assertThat(progress.get("status").asText()).isEqualTo("MERGED");
        assertThat(progress.get("master").asText()).isEqualTo(master);
        List<JsonNode> following =
                progress.get("timeline").findParents("following").stream().toList();
        assertThat(following).allMatch(l -> l.get("following").asBoolean());
        assertThat(following.stream().map(l -> l.get("step").asText()).collect(Collectors.joining(" ")))
                .isEqualTo("ACCEPTED DISPATCHED CLAIMED CONTACTED FIRST_CONTACT REPORTED CLOSED REWORK");
        assertThat(progress.toString()).contains("周六上门").contains("已换灯").doesNotContain("张女士");
    }

    @Test
    void aPhotoIsShownToWhoKnowsTheCodeOnly() throws Exception {
        Attachments.Photo photo = attachments.add(demands.get(number), "灯.png", ResidentsDoor.PIXEL, DISPATCHER);
        String path = "/api/demands/" + number + "/attachments/" + photo.id();

        door.track(number, code)
                .andExpect(jsonPath("$.photos[0].id").value(photo.id()))
                .andExpect(jsonPath("$.photos[0].mediaType").value("image/png"));
        door.from(get(path).param("code", code))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/png"))
                .andExpect(result -> assertThat(ImageIO.read(
                                new ByteArrayInputStream(result.getResponse().getContentAsByteArray())))
                        .isNotNull())
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Cache-Control", containsString("private")));
        door.from(get(path).param("code", "1")).andExpect(status().isNotFound());
        door.from(get(path)).andExpect(status().isBadRequest());
        JsonNode other = door.placed(door.order());
        door.from(get("/api/demands/" + other.get("number").asText() + "/attachments/" + photo.id())
                        .param("code", other.get("queryCode").asText()))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("没有这张照片"));
    }

    @Test
    void aPhotoOfAnEarlierVersionIsMadeAnewBeforeItIsSeen() throws Exception {
        Attachments.Photo photo = attachments.add(demands.get(number), "灯.png", ResidentsDoor.PIXEL, DISPATCHER);
        byte[] taken = new ClassPathResource("photos/exif-gps.jpg").getContentAsByteArray();
        jdbc.update(
                "update attachment set content = ?, media_type = 'image/jpeg', pixels_only = false where id = ?",
                taken,
                photo.id());
        byte[] shown = door.from(get("/api/demands/" + number + "/attachments/" + photo.id())
                        .param("code", code))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        byte[] kept = jdbc.queryForObject("select content from attachment where id = ?", byte[].class, photo.id());
        assertThat(new String(taken, StandardCharsets.ISO_8859_1)).contains("Exif");
        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "PhoneXY");
        assertThat(kept).isEqualTo(shown);

        jdbc.update("update attachment set content = ?, pixels_only = false where id = ?", new byte[] {1}, photo.id());
        door.from(get("/api/demands/" + number + "/attachments/" + photo.id()).param("code", code))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("不能显示")));
    }

    @Test
    void theResidentWithdraws() throws Exception {
        door.sendTo("/api/demands/" + number + "/withdrawal", body("reason", "自己修好了"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("WITHDRAWN"));
        door.sendTo("/api/demands/" + number + "/withdrawal", body("reason", null))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.title").value("与当前状态冲突"));
    }

    @Test
    void whatStaffWithdrawForAResidentIsDoneInTheirNameAndWithAReason() throws Exception {
        String path = "/api/demands/" + number + "/withdrawal";
        door.sendTo(path, body("reason", null), "Authorization", CLERK)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].message").value("代群众撤回，请写明群众撤回的原因"));
        door.sendTo(path, body("reason", "本人到窗口要求撤回"), "Authorization", CLERK).andExpect(status().isOk());

        assertThat(demands.timeline(demands.get(number)))
                .filteredOn(entry -> entry.step() == Step.WITHDRAWN)
                .singleElement()
                .returns("clerk", TimelineEntry::actorId);
    }

    @Test
    void whatStaffAnswerForAResidentIsShownAsTheirs() throws Exception {
        story.completes(
                "dispatcher", demands.get(number), "screen-order", Map.of("decision", "ask", "question", "哪一栋？"));
        door.sendTo("/api/demands/" + number + "/answer", body("text", "三栋"), "Authorization", CLERK)
                .andExpect(status().isOk());

        assertThat(demands.timeline(demands.get(number)))
                .filteredOn(entry -> entry.step() == Step.ANSWERED)
                .singleElement()
                .returns("clerk", TimelineEntry::actorId);
    }

    @Test
    void staffNeverRate() throws Exception {
        door.sendTo("/api/demands/" + number + "/rating", body("grade", 5), "Authorization", CLERK)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value(containsString("评价只能由群众本人作出")));
    }

    @Test
    void answersAndRatingsOutOfTurnAreRefused() throws Exception {
        door.sendTo("/api/demands/" + number + "/answer", body("text", "补充"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value("目前没有需要您补充的内容"));
        door.sendTo("/api/demands/" + number + "/rating", body("grade", 5)).andExpect(status().isConflict());
    }

    @Test
    void wrongAnswersAndRatingsAreRefusedByField() throws Exception {
        field("answer", body("text", " "), "text");
        field("answer", body("text", "字".repeat(2001)), "text");
        field("answer", body("text", "响铃\u0007"), "text");
        field("withdrawal", body("reason", "字".repeat(2001)), "reason");
        field("rating", body("grade", 6), "grade");
        field("rating", body("grade", 0), "grade");
        field("rating", body("grade", null), "grade");
        field("rating", body("grade", "5"), "grade");
        field("rating", body("grade", 4.5), "grade");
        field("rating", body("grade", 5).put("comment", "字".repeat(1901)), "comment");
        field("rating", door.json.createObjectNode().put("grade", 5), "code");
    }

    private void field(String action, ObjectNode body, String field) throws Exception {
        door.sendTo("/api/demands/" + number + "/" + action, body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].message").value(matchesPattern(".*\\p{IsHan}.*")));
    }

    private ObjectNode body(String field, Object value) {
        return door.json.createObjectNode().put("code", code).putPOJO(field, value);
    }

    private void record(String number, Step step, String text) {
        inTransaction(() -> demands.record(demands.get(number), step, DISPATCHER, text));
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(s -> work.run());
    }
}
