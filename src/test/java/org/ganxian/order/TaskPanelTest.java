package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.SamePlace;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.sla.ClockFaces;
import org.ganxian.sla.ClockFaces.ClockFace;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What staff see and do beside a task's form. */
@IntegrationTest
class TaskPanelTest {

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Audit audit;

    @Autowired
    ClockFaces faces;

    @Autowired
    SamePlace samePlace;

    @LocalServerPort
    int port;

    @AfterEach
    void clockRunsOn() {
        ClockUtil.reset();
    }

    private Caller dispatcher() {
        return Caller.of("dispatcher", port);
    }

    private static String panel(Task task) {
        return "/api/tasks/" + task.getId() + "/demand";
    }

    @Test
    void contactDetailsAreMaskedUntilTheTaskIsClaimedAndTheFirstLookIsAudited() {
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");

        Answer before = dispatcher().get(panel(screening));
        assertThat(before.json().at("/contact/phone").asText()).isEqualTo("139****0001");
        assertThat(before.json().at("/contact/name").asText()).isEqualTo("陈**");
        assertThat(before.body()).doesNotContain("13900000001", "陈阿伯");

        story.claims("dispatcher", lamp, "screen-order");
        Answer after = dispatcher().get(panel(screening));
        assertThat(after.json().at("/contact/phone").asText()).isEqualTo("13900000001");
        assertThat(after.json().at("/contact/name").asText()).isEqualTo("陈阿伯");
        dispatcher().get(panel(screening));
        assertThat(audit.count(new Actor("dispatcher", ""), "contact-shown", lamp.number()))
                .isEqualTo(1);
    }

    @Test
    void anOutsiderOfTheUnitSeesNeitherPanelNorCard() {
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        Caller outsider = Caller.of("dispatcher2", port);

        Answer refused = outsider.get(panel(screening));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("您无权查看该任务");
        assertThat(outsider.get("/api/tasks/cards?id=" + screening.getId()).json())
                .isEmpty();
        assertThat(outsider.post("/api/tasks/" + screening.getId() + "/put-back", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCardSaysWhatTheTaskIsAboutWithoutContactData() {
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        Answer cards = dispatcher().get("/api/tasks/cards?id=" + screening.getId() + "&id=unknown");
        assertThat(cards.json()).hasSize(1);
        var card = cards.json().get(0);
        assertThat(card.path("number").asText()).isEqualTo(lamp.number());
        assertThat(card.path("place").asText()).isEqualTo("榕荫里 3 号楼 2 单元");
        assertThat(card.path("community").asText()).isEqualTo("榕荫社区");
        assertThat(card.path("priorityName").asText()).isEqualTo("一般");
        assertThat(card.path("dueName").asText()).isEqualTo("首次响应");
        assertThat(card.path("due").asText())
                .isEqualTo(demands.get(lamp.number()).firstResponseDue().toString());
        assertThat(cards.body()).doesNotContain("1390000", "陈阿伯");
    }

    @Test
    void aLoggedContactIsTheFirstResponse() {
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        String contacts = "/api/tasks/" + screening.getId() + "/contacts";
        Map<String, String> call = Map.of("channel", "PHONE", "note", "已电话了解情况");
        Answer tooEarly = dispatcher().post(contacts, call);
        assertThat(tooEarly.status()).isEqualTo(403);
        assertThat(tooEarly.reason()).isEqualTo("请先领取该任务");

        story.claims("dispatcher", lamp, "screen-order");
        assertThat(dispatcher().post(contacts, Map.of("channel", "PIGEON")).status())
                .isEqualTo(400);
        assertThat(dispatcher().post(contacts, call).status()).isEqualTo(204);
        assertThat(demands.get(lamp.number()).firstResponseAt()).isPresent();
        assertThat(story.stepsOf(lamp)).endsWith(Step.CONTACTED);
        story.passes(Duration.between(story.now(), lamp.firstResponseDue()).plusMinutes(1));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.FIRST_RESPONSE_LATE);
    }

    @Test
    void aPhotoIsKeptWithTheDemandAndIsToldByItsBytes() throws IOException {
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        story.claims("dispatcher", lamp, "screen-order");
        String attachments = "/api/tasks/" + screening.getId() + "/attachments";

        Answer noPhoto = dispatcher().upload(attachments, "photo.png", "not a photo".getBytes());
        assertThat(noPhoto.status()).isEqualTo(400);
        assertThat(noPhoto.reason()).contains("只能上传照片");

        Answer kept = dispatcher().upload(attachments, "现场.png", png());
        assertThat(kept.status()).as(kept.toString()).isEqualTo(201);
        String url = kept.json().path("url").asText();
        assertThat(dispatcher().get(url).contentType()).isEqualTo("image/png");
        assertThat(Caller.of("dispatcher2", port).get(url).status()).isEqualTo(403);
        assertThat(StreamSupport.stream(
                                dispatcher()
                                        .get(panel(screening))
                                        .json()
                                        .path("attachments")
                                        .spliterator(),
                                false)
                        .map(a -> a.path("name").asText()))
                .containsExactly("现场.png");
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    @Test
    void aClaimIsUndoneByPuttingTheTaskBackButAMembersOrderGoesBackByItsFormOnly() {
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        story.claims("dispatcher", lamp, "screen-order");
        assertThat(dispatcher()
                        .post("/api/tasks/" + screening.getId() + "/put-back", Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(story.taskOf(lamp, "screen-order").getAssignee()).isNull();
        assertThat(dispatcher().get(panel(screening)).json().path("mayPutBack").asBoolean())
                .isFalse();

        story.accepts(lamp);
        story.offersToAll(lamp);
        story.claims("member1", lamp, "claim-order");
        Task order = story.taskOf(lamp, "claim-order");
        Answer refused = Caller.of("member1", port).post("/api/tasks/" + order.getId() + "/put-back", Map.of());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).contains("请在表单中选择“退单”并填写理由");
        assertThat(story.taskOf(lamp, "claim-order").getAssignee()).isEqualTo("member1");
    }

    @Test
    void theClockShowsTheShareOfTheLimitAndStandsStillWhileTheResidentIsAsked() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        JsonNode atFirst = dispatcher().get(panel(screening)).json().path("clock");
        assertThat(atFirst.path("name").asText()).isEqualTo("首次响应");
        assertThat(atFirst.path("used").asDouble()).isLessThan(0.05);

        Duration half = Duration.between(story.now(), lamp.firstResponseDue()).dividedBy(2);
        story.passes(half);
        JsonNode later = dispatcher().get(panel(screening)).json().path("clock");
        assertThat(later.path("used").asDouble()).isBetween(0.4, 0.6);
        assertThat(later.path("paused").asBoolean()).isFalse();

        Map<String, Object> question = Map.of("decision", "ask", "question", "请问是哪一盏灯？");
        story.completes("dispatcher", lamp, "screen-order", question);
        ClockFace paused = faces.of(lamp.number(), Milestone.COMPLETION).orElseThrow();
        assertThat(paused.paused()).isTrue();
        assertThat(paused.late()).isFalse();
        story.passes(Duration.ofDays(1));
        assertThat(faces.of(lamp.number(), Milestone.COMPLETION)).contains(paused);
        story.orders.answer(lamp.number(), lamp.queryCode(), "三楼的");
        ClockFace resumed = faces.of(lamp.number(), Milestone.COMPLETION).orElseThrow();
        assertThat(resumed.paused()).isFalse();
        assertThat(resumed.used()).isCloseTo(paused.used(), within(0.001));

        story.passes(Duration.ofDays(30));
        ClockFace late = faces.of(lamp.number(), Milestone.COMPLETION).orElseThrow();
        assertThat(late.late()).isTrue();
        assertThat(late.used()).isEqualTo(1);
    }

    @Test
    void theLatestDemandsOfTheSamePlaceAreToldWithoutWhatAnybodyWrote() {
        Demand first = story.placed(Story.SOCIAL_SERVICE, "第一次：灯坏了，联系 13911112222。", Story.RONGYIN);
        Demand elsewhere = story.placed(Story.SOCIAL_SERVICE, "别的社区的事", "350602004002");
        Demand now = story.aBrokenLamp();
        story.claims("dispatcher", now, "screen-order");
        JsonNode earlier = dispatcher()
                .get(panel(story.taskOf(now, "screen-order")))
                .json()
                .path("earlier");
        assertThat(earlier.path("latest")).hasSizeLessThanOrEqualTo(5);
        assertThat(earlier.path("total").asInt())
                .isGreaterThanOrEqualTo(earlier.path("latest").size());
        assertThat(earlier.at("/latest/0/number").asText()).isEqualTo(first.number());
        assertThat(earlier.at("/latest/0/category").asText()).endsWith("社会服务");
        assertThat(earlier.at("/latest/0/status").asText()).isEqualTo("待支部审核");
        assertThat(earlier.toString()).doesNotContain("第一次", "1391111", elsewhere.number(), now.number());
    }

    @Test
    void demandsSomeStepsAwayAreOfTheSamePlaceUnlessTheyAreOlderThanAYear() {
        Demand old = at("24.510000", "117.650000", "灯杆旁");
        ClockUtil.offset(Duration.ofDays(300).toMillis());
        Demand near = at("24.510300", "117.650200", "路口");
        Demand far = at("24.511000", "117.650000", "路口对面");
        ClockUtil.offset(Duration.ofDays(370).toMillis());
        Demand now = at("24.510000", "117.650000", "路边");
        assertThat(samePlace.before(now).latest())
                .extracting(SamePlace.Fact::number)
                .containsExactly(near.number())
                .doesNotContain(old.number(), far.number());
    }

    @Test
    void whatSaysTheSameUnderAnotherCategoryOfTheUnitIsOfferedWithAddressAndTextButNoNumber() {
        Demand same = story.placed("0907", "三号院垃圾桶满了三天没有清运，请打 13911112222。", Story.RONGYIN);
        Demand other = story.placed("0907", "烧烤店油烟熏得睡不着觉", Story.RONGYIN);
        Demand now = story.placed(Story.SOCIAL_SERVICE, "三号院的垃圾桶又满了，没有清运", Story.RONGYIN);
        assertThat(demands.get(same.number()).servingUnit())
                .isNotNull()
                .isEqualTo(demands.get(now.number()).servingUnit());
        story.claims("dispatcher", now, "screen-order");
        JsonNode offered = dispatcher()
                .get(panel(story.taskOf(now, "screen-order")))
                .json()
                .path("duplicates");
        assertThat(offered.at("/0/number").asText()).isEqualTo(same.number());
        assertThat(offered.at("/0/address").asText()).isEqualTo("榕荫里 3 号楼 2 单元");
        assertThat(offered.at("/0/text").asText()).contains("垃圾桶满了三天", "139****2222");
        assertThat(offered.toString()).doesNotContain("13911112222");
        assertThat(offered.findValuesAsText("number")).doesNotContain(other.number());
    }

    @Test
    void otherDemandsOfTheSamePhoneAreForTheHolderAloneAndTheFirstLookIsAudited() {
        Demand before = by("13900002468", "电梯停了两天", "350602004002");
        Demand danger = by("13900002468", "有人打我，救命", "350602004002");
        assertThat(danger.status()).isEqualTo(Status.EMERGENCY);
        Demand others = by("13900002469", "电梯停了两天", "350602004002");
        Demand now = by("13900002468", "楼道灯坏了三天", Story.RONGYIN);
        String samePhone = "/api/tasks/" + story.taskOf(now, "screen-order").getId() + "/same-phone";

        Answer refused = dispatcher().get(samePhone);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("total", before.number());
        story.claims("dispatcher", now, "screen-order");
        dispatcher().get(samePhone);
        JsonNode found = dispatcher().get(samePhone).json();
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.at("/latest/0/number").asText()).isEqualTo(before.number());
        assertThat(found.toString()).doesNotContain("电梯", "1390000", danger.number(), others.number(), now.number());
        assertThat(audit.count(new Actor("dispatcher", ""), "same-phone-shown", now.number()))
                .isEqualTo(1);
        assertThat(Caller.of("dispatcher2", port).get(samePhone).status()).isEqualTo(403);
    }

    private Demand at(String latitude, String longitude, String address) {
        return placed(
                "路灯不亮", Story.RONGYIN, address, new BigDecimal(longitude), new BigDecimal(latitude), "13900000001");
    }

    private Demand by(String phone, String text, String place) {
        return placed(text, place, "3 号楼", null, null, phone);
    }

    private Demand placed(
            String text,
            String place,
            String address,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude,
            String phone) {
        return story.orders.place(new NewDemand(
                null,
                Story.SOCIAL_SERVICE,
                text,
                place,
                address,
                longitude,
                latitude,
                "陈阿伯",
                phone,
                Source.PORTAL,
                null,
                null,
                null,
                null));
    }
}
