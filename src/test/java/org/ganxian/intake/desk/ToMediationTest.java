package org.ganxian.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.EngineClock;
import org.ganxian.order.Orders;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A resident is at the front desk with an order that is a dispute. */
@IntegrationTest
@Tag("any-database")
class ToMediationTest {

    private static final String DOOR = "/desk/to-mediation";

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Orders orders;

    @Autowired
    Demands demands;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        EngineClock.reset();
    }

    private Demand leak() {
        return story.as(
                "clerk",
                () -> orders.place(new NewDemand(
                        "楼上漏水",
                        Story.SOCIAL_SERVICE,
                        "楼上漏水，泡坏了我家的天花板，楼上不肯赔。",
                        Story.RONGYIN,
                        "榕荫里 3 号楼",
                        null,
                        null,
                        "陈阿伯",
                        "13900000001",
                        Source.DESK,
                        null,
                        null,
                        "clerk",
                        null)));
    }

    private Answer sends(String who, Demand order, String code, String claim) {
        return Caller.of(who, port)
                .form(
                        "/desk/password",
                        DOOR,
                        "number",
                        order.number(),
                        "code",
                        code,
                        "disputeType",
                        "NEIGHBOUR",
                        "claim",
                        claim,
                        "otherName",
                        "楼上住户",
                        "otherPhone",
                        "13900000109",
                        "askedBy",
                        "PHONE");
    }

    @Test
    void anOrderIsSentWithItsDayAndItsCodeWhileNobodyServesIt() {
        Demand order = leak();
        assertThat(Caller.of("clerk", port)
                        .get("/desk/demands/" + order.number())
                        .body())
                .contains("转人民调解");
        Answer wrongCode = sends("clerk", order, "000000000000", "请楼上赔偿。");
        assertThat(wrongCode.status()).isEqualTo(404);
        assertThat(wrongCode.body()).contains("编号或查询码不正确", "请楼上赔偿。").doesNotContain("000000000000");
        Answer incomplete = sends("clerk", order, order.queryCode(), " ");
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.body()).contains("请填写群众的请求");
        assertThat(story.statusOf(order)).isEqualTo(Status.SCREENING);
        assertThat(sends("mediator1", order, order.queryCode(), "请楼上赔偿。").status())
                .isEqualTo(403);

        Answer sent = sends("clerk", order, order.queryCode(), "请楼上赔偿。");
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        String dispute =
                jdbc.queryForObject("select number from mediation where from_order = ?", String.class, order.number());
        assertThat(sent.body()).contains(dispute, "凭原查询码查看");
        assertThat(story.statusOf(order)).isEqualTo(Status.SENT_TO_MEDIATION);
        assertThat(story.openTasks(order, "order")).isEmpty();
        assertThat(demands.timeline(demands.get(order.number()))).anySatisfy(line -> {
            assertThat(line.step()).isEqualTo(Step.SENT_TO_MEDIATION);
            assertThat(line.text()).contains(dispute);
        });
        assertThat(story.openTasks(demands.get(dispute), "mediation")).containsExactly("examine-application");
        assertThat(sends("clerk", order, order.queryCode(), "请楼上赔偿。").status())
                .as("once")
                .isEqualTo(409);

        Demand served = leak();
        story.completes("dispatcher", served, "screen-order", java.util.Map.of("decision", "accept"));
        Answer late = sends("clerk", served, served.queryCode(), "请楼上赔偿。");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("请联系承办单位");
    }
}
