package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.mediation.calendar.DutyLedger;
import org.ganxian.mediation.court.Courts;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.figures.Promises;
import org.ganxian.mediation.papers.PrintedDuties;
import org.ganxian.sla.Milestone;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 司法确认 beside performance. */
abstract class AtCourt extends ChangingPeople {

    static final Map<String, Object> TOGETHER = Map.of(
            "decision", "apply", "who", "ALL", "materials", "COMPLETE", "ground", "COMMITTEE", "court", "漳州市芗城区人民法院");

    private static final String SECRETARY = "mediation-secretary";

    @Autowired
    Courts courts;

    @Autowired
    Promises promises;

    @Autowired
    PrintedDuties printed;

    @Autowired
    DutyLedger ledger;

    private String stateOf(Demand demand) {
        return jdbc.queryForObject(
                "select c.state from court_confirmation c join mediation m on m.id = c.mediation_id where m.number = ?"
                        + " order by c.id desc limit 1",
                String.class,
                demand.number());
    }

    private void applies(Demand demand) {
        story.completes(SECRETARY, demand, "apply-confirmation", TOGETHER);
    }

    private void answers(Demand demand, String decision, String... more) {
        Map<String, Object> form = new HashMap<>(Map.of("decision", decision));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        story.completes(SECRETARY, demand, "record-court", form);
    }

    /** A6-3: in effect on 8 June, so the offer ends on 8 July at 24:00; the parties are reminded on days 15 and 25. */
    @Test
    void theOfferEndsAfterThirtyDaysOfTheCalendarWithTwoReminders() {
        Demand demand = disputes.agreed("2026-12-01");
        assertThat(open(demand)).containsExactlyInAnyOrder("apply-confirmation", "follow-duty");
        assertThat(clock(demand, Milestone.CONFIRMATION).dueAt()).isEqualTo(Instant.parse("2026-07-08T16:00:00Z"));
        story.passes(Duration.ofDays(16));
        assertThat(story.stepsOf(demand).stream().filter(Step.WARNED::equals)).hasSize(1);
        story.passes(Duration.ofDays(10));
        assertThat(story.stepsOf(demand).stream().filter(Step.WARNED::equals)).hasSize(2);
        story.passes(Duration.ofDays(5));
        assertThat(stateOf(demand)).isEqualTo("LAPSED");
        assertThat(open(demand)).containsExactly("follow-duty");
    }

    /** A6-5. */
    @Test
    void oneAloneCannotAskTheCourt() {
        Demand demand = disputes.agreed("2026-12-01");
        Map<String, Object> alone = new HashMap<>(TOGETHER);
        alone.put("who", "ONE");
        assertThatThrownBy(() -> story.completes(SECRETARY, demand, "apply-confirmation", alone))
                .hasStackTraceContaining("须双方共同");
        Map<String, Object> elsewhere = new HashMap<>(TOGETHER);
        elsewhere.put("court", "漳浦县人民法院");
        assertThatThrownBy(() -> story.completes(SECRETARY, demand, "apply-confirmation", elsewhere))
                .hasStackTraceContaining("有管辖权的是：漳州市芗城区人民法院");
        Map<String, Object> incomplete = new HashMap<>(TOGETHER);
        incomplete.put("materials", "MISSING");
        assertThatThrownBy(() -> story.completes(SECRETARY, demand, "apply-confirmation", incomplete))
                .hasStackTraceContaining("材料齐了再提出");
        disputes.does(SECRETARY, demand, "apply-confirmation", "decision", "none");
        assertThat(stateOf(demand)).isEqualTo("NOT_WANTED");
        Demand other = disputes.agreed("2026-12-01");
        elsewhere.put("ground", "DOMICILE");
        elsewhere.put("secondCourt", "漳州市龙文区人民法院");
        story.completes(SECRETARY, other, "apply-confirmation", elsewhere);
        assertThat(demands.timeline(demands.get(other.number())))
                .anySatisfy(line -> assertThat(String.valueOf(line.text())).contains("漳浦县人民法院、漳州市龙文区人民法院", "最先立案的法院"));
    }

    /** A6-6. */
    @Test
    void aCouplesMoneyIsConfirmedAndAnAdoptionIsNot() {
        Demand couple = disputes.agreedOn("FAMILY", null);
        assertThat(open(couple)).contains("apply-confirmation");
        assertThat(jdbc.queryForObject(
                        "select c.scope from court_confirmation c join mediation m on m.id = c.mediation_id where m.number = ?",
                        String.class,
                        couple.number()))
                .isEqualTo("MONEY");
        Demand adoption = disputes.agreedOn("FAMILY", "STATUS");
        assertThat(open(adoption)).containsExactly("follow-duty");
    }

    /** A6-7. */
    @Test
    void courtsAreThoseOfTheCommitteesThePlaceAndTheDomiciles() {
        assertThat(courts.of(List.of("350602004001", "350603", "350623")))
                .extracting(Choice::value)
                .containsExactly("漳州市芗城区人民法院", "漳州市龙文区人民法院", "漳浦县人民法院");
    }

    @Test
    void aCourtAnswersWhileDutiesArePerformed() {
        Demand demand = disputes.agreed("2026-12-01");
        applies(demand);
        answers(demand, "filed", "filedNo", "（2026）闽0602民特1号");
        disputes.does("mediator1", demand, "follow-duty", "voucher", "第一笔", "partAmount", "2000");
        assertThatThrownBy(
                        () -> disputes.does("mediator1", demand, "follow-duty", "voucher", "第二笔", "partAmount", "5000"))
                .hasStackTraceContaining("不超过 6000");
        disputes.does("mediator1", demand, "follow-duty", "voucher", "第二笔", "partAmount", "4000");
        assertThat(story.statusOf(demand)).as("the court is waited for").isEqualTo(Status.PERFORMING);
        story.as("mediator1", () -> {
            mediations.report(demand.number());
            return null;
        });
        disputes.does("duty", demand, "handle-danger", "decision", "released", "phonedTo", "110", "note", "已解除");
        assertThat(open(demand)).as("the court goes on").containsExactly("record-court");
        answers(demand, "valid");
        assertThat(stateOf(demand)).isEqualTo("VALID");
        assertThat(story.statusOf(demand)).isEqualTo(Status.REVISITING);
    }

    /** What was promised is void, a new edition has thirty days of its own. */
    @Test
    void whatACourtRejectsIsMediatedAnewAndOfferedAnew() {
        Demand demand = disputes.agreed("2026-12-01");
        applies(demand);
        assertThatThrownBy(() -> answers(demand, "again")).hasStackTraceContaining("法院的理由");
        answers(demand, "again", "reason", "协议内容不明确");
        assertThat(story.statusOf(demand)).isEqualTo(Status.CONSENT);
        story.passes(Duration.ofDays(3));
        disputes.mediatesAnew(demand);
        disputes.owes(demand, "5000", "2026-12-01");
        disputes.signsAll(demand);
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        assertThat(stateOf(demand)).isEqualTo("OFFERED");
        assertThat(clock(demand, Milestone.CONFIRMATION).dueAt()).isEqualTo(Instant.parse("2026-07-13T16:00:00Z"));
        disputes.does("mediator1", demand, "follow-duty", "voucher", "收条");
        assertThat(story.statusOf(demand)).as("of the new edition alone").isEqualTo(Status.REVISITING);
        assertThat(stateOf(demand)).isEqualTo("NOT_NEEDED");
        assertThat(printed.of(demand.number())).containsExactly("5000.00");
        assertThat(story.as(
                                SECRETARY,
                                () -> ledger.of(
                                        DutyLedger.Which.OPEN, org.springframework.data.domain.Pageable.ofSize(100)))
                        .map(DutyLedger.Line::number))
                .as("nobody owes what is void")
                .doesNotContain(demand.number());
        assertThat(promises.of("350602004M1"))
                .as("what is void is neither promised nor owed in the figures")
                .contains("5000.00 0")
                .noneMatch(one -> one.startsWith("11000"));
    }

    /** A6-8: thirty days from the signed receipt, which was a week before the registration. */
    @Test
    void aCourtsDaysRunFromTheSignedReceiptAndItIsToldWhatIsUnsolved() {
        Demand demand = disputes.registered();
        assertThatThrownBy(() -> disputes.does(
                        SECRETARY,
                        demand,
                        "examine-application",
                        "decision",
                        "accept",
                        "entrusted",
                        "SUMMARY",
                        "receiptOn",
                        "2026-06-01"))
                .hasStackTraceContaining("期限已过");
        disputes.does(
                SECRETARY,
                demand,
                "examine-application",
                "decision",
                "accept",
                "entrusted",
                "ASSIGNED",
                "receiptOn",
                "2026-06-01");
        assertThat(clock(demand, Milestone.MEDIATION).dueAt()).isEqualTo(Instant.parse("2026-07-01T16:00:00Z"));
        disputes.answers(demand.number(), Side.B, "decline");
        assertThat(jdbc.queryForList(
                        "select username from notice_inbox where demand_number = ? and kind = 'COURT_REPORT'",
                        String.class,
                        demand.number()))
                .contains(SECRETARY);
    }

    /** A6-4: in effect on 3 September, day 30 is a holiday, so the offer ends on 8 October at 24:00. */
    @Test
    void dayThirtyInAHolidayRollsToTheNextDayThatIsNone() {
        Demand late = disputes.mediatingOn(Instant.parse("2026-09-03T01:00:00Z"));
        disputes.holdsSession(late, "agreed");
        disputes.owes(late, "6000", "2026-12-01");
        disputes.signsAll(late);
        disputes.does("mediation-head", late, "seal-agreement", "decision", "seal");
        assertThat(clock(late, Milestone.CONFIRMATION).dueAt()).isEqualTo(Instant.parse("2026-10-08T16:00:00Z"));
        story.passes(Duration.between(story.now(), Instant.parse("2026-10-08T15:59:00Z")));
        assertThat(stateOf(late)).as("8 October, 23:59").isEqualTo("OFFERED");
        story.passes(Duration.ofSeconds(61));
        assertThat(stateOf(late)).as("9 October, 00:00").isEqualTo("LAPSED");
    }
}
