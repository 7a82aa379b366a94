package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.contract.Marks;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.EngineClock;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.order.Orders;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a party does and sees itself: asked on its telephone, with a code of its own; and an order that becomes a dispute. */
@IntegrationTest
class MediationPartiesTest {

    private static final String DOOR = "/portal/disputes";

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Disputes disputes;

    @Autowired
    Mediations mediations;

    @Autowired
    Orders orders;

    @Autowired
    Demands demands;

    @Autowired
    JdbcTemplate jdbc;

    private final Marks marks = new Marks();

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        EngineClock.reset();
    }

    /** The secretary reads the party its code. */
    private String codeOf(Demand demand, Side side) {
        return story.as("mediation-secretary", () -> mediations.giveCode(demand.number(), side.name()));
    }

    /** A party on its telephone. */
    private Caller party(Demand demand, String code) {
        Caller party = Caller.nobody(port);
        Answer opened = party.form(DOOR, DOOR + "/open", "number", demand.number(), "code", code);
        assertThat(opened.status()).as(opened.body()).isEqualTo(302);
        return party;
    }

    private static String page(Caller party, Demand demand) {
        Answer page = party.get(DOOR + "/" + demand.number());
        assertThat(page.status()).isEqualTo(200);
        return page.body();
    }

    private Answer says(Caller party, Demand demand, String... fields) {
        return party.form(DOOR, DOOR + "/" + demand.number() + "/answer", fields);
    }

    // Consent

    @Test
    void eachPartyAnswersForItselfAndWhoWhenAndHowIsKept() {
        Demand demand = disputes.accepted();
        Caller a = party(demand, demand.queryCode());
        Caller b = party(demand, codeOf(demand, Side.B));
        assertThat(says(b, demand, "answer", "yes").status())
                .as("whose answer?")
                .isEqualTo(400);
        assertThat(says(b, demand, "self", "yes").status()).as("silence").isEqualTo(400);
        assertThat(story.statusOf(demand)).isEqualTo(Status.CONSENT);
        assertThat(says(a, demand, "answer", "yes", "self", "yes").status()).isEqualTo(302);
        assertThat(says(a, demand, "answer", "no", "self", "yes").status())
                .as("once")
                .isEqualTo(409);
        assertThat(page(a, demand)).contains("本人在网上答复", "正在征询其他当事人");
        assertThat(says(b, demand, "answer", "yes", "self", "yes").status()).isEqualTo(302);
        assertThat(story.statusOf(demand)).isEqualTo(Status.APPOINTING);
        assertThat(jdbc.queryForList(
                        "select p.channel from mediation_party p join mediation m on m.id = p.mediation_id"
                                + " where m.number = ? and p.answered_at is not null",
                        String.class,
                        demand.number()))
                .containsExactly("PORTAL", "PORTAL");
    }

    @Test
    void oneNoEndsItAndWhoLeavesEndsIt() {
        Demand declined = disputes.accepted();
        Caller b = party(declined, codeOf(declined, Side.B));
        assertThat(page(b, declined)).as("nothing to leave yet").doesNotContain("我要退出");
        says(b, declined, "answer", "no", "self", "yes");
        assertThat(story.statusOf(declined)).isEqualTo(Status.DECLINED);
        assertThat(page(b, declined)).contains("仲裁", "起诉", "12348");

        Demand left = disputes.mediating();
        Caller other = party(left, codeOf(left, Side.B));
        String leaving = DOOR + "/" + left.number() + "/leaving";
        assertThat(other.form(DOOR, leaving).status()).isEqualTo(400);
        assertThat(other.form(DOOR, leaving, "sure", "yes").status()).isEqualTo(302);
        assertThat(story.statusOf(left)).isEqualTo(Status.TERMINATED);

        Demand taken = disputes.mediating();
        party(taken, taken.queryCode()).form(DOOR, DOOR + "/" + taken.number() + "/leaving", "sure", "yes");
        assertThat(story.statusOf(taken)).isEqualTo(Status.WITHDRAWN);
        Demand effective = disputes.agreed("2026-07-01");
        assertThat(party(effective, effective.queryCode())
                        .form(DOOR, DOOR + "/" + effective.number() + "/leaving", "sure", "yes")
                        .status())
                .as("an agreement binds")
                .isEqualTo(409);
    }

    // What each sees

    /** Parties by fields: what is joint is both's, what was said alone nobody's but the mediator's, nobody's telephone is the other's. */
    @Test
    void aPartySeesItsOwnAndTheJointAndNothingOfTheOther() {
        String facts = marks.text();
        String claim = marks.text();
        String nameA = marks.text();
        String nameB = marks.text();
        Demand demand = disputes.registered(Disputes.about("FAMILY", facts, claim, nameA, nameB));
        disputes.does("mediation-secretary", demand, "examine-application", "decision", "accept");
        disputes.answers(demand.number(), Side.A, "agree");
        disputes.answers(demand.number(), Side.B, "agree");
        disputes.does("mediation-secretary", demand, "choose-mediator", "decision", "chosen", "mediator", "mediator1");
        disputes.takesTheSeat(demand, "mediator1");
        String alone = marks.text();
        String present = marks.text();
        String inquiry = marks.text();
        String joint = marks.text();
        disputes.holdsSession(demand, "goesOn", "record", alone, "mode", "SEPARATE_A");
        disputes.holdsSession(demand, "goesOn", "record", alone, "mode", "SEPARATE_B");
        disputes.holdsSession(demand, "goesOn", "record", inquiry, "mode", "INQUIRY");
        disputes.holdsSession(demand, "agreed", "record", joint, "present", present);
        String text = marks.text();
        String what = marks.text();
        disputes.does(
                "mediator1",
                demand,
                "draft-agreement",
                "decision",
                "duty",
                "debtor",
                "B",
                "creditor",
                "A",
                "what",
                what,
                "dueDate",
                "2026-07-01");
        disputes.does("mediator1", demand, "draft-agreement", "decision", "written", "text", text);
        String codeB = codeOf(demand, Side.B);
        String a = page(party(demand, demand.queryCode()), demand);
        String b = page(party(demand, codeB), demand);
        assertThat(a).contains(facts, claim, joint, text, what);
        assertThat(b).contains(joint, text, what).doesNotContain(facts, claim);
        for (String page : List.of(a, b)) {
            assertThat(page).doesNotContain("电话相同", "关联");
            assertThat(page).doesNotContain(alone, inquiry, present, nameA, nameB, "13900000101", "13900000102");
        }
        Caller nobody = Caller.nobody(port);
        assertThat(nobody.get(DOOR + "/" + demand.number()).body()).doesNotContain(joint, text, "调解中");
        assertThat(nobody.form(DOOR, DOOR + "/open", "number", demand.number(), "code", "000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(nobody.form(DOOR, "/portal/track", "number", demand.number(), "code", codeB)
                        .status())
                .as("the other side's code opens the applicant's page not")
                .isEqualTo(404);
        String fresh = codeOf(demand, Side.B);
        assertThat(nobody.form(DOOR, DOOR + "/open", "number", demand.number(), "code", codeB)
                        .status())
                .as("the code before")
                .isEqualTo(404);
        assertThat(page(party(demand, fresh), demand)).contains(joint);
    }

    @Test
    void codesAreGivenByWhoMayReadTheCaseAndGuessedSlowly() {
        Demand demand = disputes.accepted();
        for (String other : List.of("clerk", "manager", "mediation-secretary2", "mediator2")) {
            assertThatThrownBy(() -> story.as(other, () -> mediations.giveCode(demand.number(), "B")))
                    .as(other)
                    .hasMessageContaining("没有这件调解");
        }
        Answer given = Caller.of("mediation-secretary", port)
                .form("/desk/password", "/desk/mediations/" + demand.number() + "/code", "side", "B");
        assertThat(given.body()).contains("只显示这一次");
        Caller guesser = Caller.nobody(port);
        int last = 0;
        for (int i = 0; i < 200 && last != 429; i++) {
            last = guesser.form(DOOR, DOOR + "/open", "number", demand.number(), "code", "11111111111" + i % 10)
                    .status();
        }
        assertThat(last).isEqualTo(429);
    }

    // A request

    @Test
    void whoHasADisputeAsksForMediationInThePortal() {
        Caller resident = Caller.nobody(port);
        String[] sheet = {
            "key",
            "party-sheet-0001",
            "disputeType",
            "NEIGHBOUR",
            "place",
            Story.RONGYIN,
            "facts",
            "楼上漏水。",
            "claim",
            "修好。",
            "people",
            "2",
            "kindA",
            "PERSON",
            "nameA",
            "甲先生",
            "phoneA",
            "13900000101",
            "kindB",
            "PERSON",
            "nameB",
            "乙女士",
            "phoneB",
            "1"
        };
        Answer refused = resident.form(DOOR + "/new", DOOR, sheet);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("请先看上面的说明", "楼上漏水。");
        String[] told = java.util.Arrays.copyOf(sheet, sheet.length + 2);
        told[sheet.length] = "told";
        told[sheet.length + 1] = "yes";
        assertThat(resident.form(DOOR + "/new", DOOR, told).body()).contains("处需要修改", "甲先生");
        told[sheet.length - 1] = "13900000102";
        int before = count();
        assertThat(resident.form(DOOR + "/new", DOOR, told).status()).isEqualTo(302);
        assertThat(resident.form(DOOR + "/new", DOOR, told).status()).isEqualTo(302);
        assertThat(count()).as("once a sheet").isEqualTo(before + 1);
        Map<String, Object> row = jdbc.queryForMap(
                "select m.number, d.source from mediation m join demand d on d.number = m.number order by m.id desc limit 1");
        assertThat(row.get("source")).isEqualTo("PORTAL");
        Answer receipt = resident.get(DOOR + "/" + row.get("number") + "/receipt");
        assertThat(receipt.body())
                .contains(
                        row.get("number").toString(),
                        demands.get(row.get("number").toString()).queryCode());
    }

    private int count() {
        return jdbc.queryForObject("select count(*) from mediation", Integer.class);
    }

    // 转调解

    @Test
    void anOrderThatIsADisputeGoesToTheCommitteeWithItsDayAndItsCode() {
        Demand order = story.as(
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
        story.passes(java.time.Duration.ofMinutes(30));
        Map<String, Object> form = new java.util.HashMap<>(Map.of(
                "decision", "mediate",
                "disputeType", "NEIGHBOUR",
                "claim", "请楼上赔偿。",
                "otherName", "楼上住户",
                "otherPhone", "13900000109"));
        assertThatThrownBy(() -> story.completes("dispatcher", order, "screen-order", form))
                .as("without the resident's consent")
                .hasStackTraceContaining("征得群众同意");
        form.put("askedBy", "PHONE");
        story.completes("dispatcher", order, "screen-order", form);
        assertThat(story.statusOf(order)).isEqualTo(Status.SENT_TO_MEDIATION);
        Map<String, Object> row = jdbc.queryForMap(
                "select number, applied_at, facts from mediation where from_order = ?", order.number());
        Demand dispute = demands.get(row.get("number").toString());
        assertThat(jdbc.queryForObject(
                        "select count(*) from mediation m join demand d on d.number = m.from_order"
                                + " where m.number = ? and m.applied_at = d.received_at",
                        Integer.class,
                        dispute.number()))
                .as("the day on which the resident asked")
                .isEqualTo(1);
        assertThat(demands.timeline(demands.get(order.number()))).anySatisfy(line -> {
            assertThat(line.step()).isEqualTo(Step.SENT_TO_MEDIATION);
            assertThat(line.text()).contains(dispute.number());
        });
        assertThat(story.as("mediation-secretary", () -> mediations.open(dispute.number()))
                        .fromOrder())
                .isEqualTo(order.number());
        assertThat(page(party(dispute, order.queryCode()), dispute)).contains("甲方", "天花板");
        disputes.does("mediation-secretary", dispute, "examine-application", "decision", "accept");
        assertThat(story.statusOf(dispute)).isEqualTo(Status.CONSENT);
    }
}
