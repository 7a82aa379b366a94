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
import org.ganxian.engine.EngineClock;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.papers.PaperKind;
import org.ganxian.sla.Milestone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What A6 of the rules asks for in its words: labour's fifteen days, a tie that is waived, what goes back to a court. */
abstract class InTheirWords extends AtCourt {

    private static final String SECRETARY = "mediation-secretary";
    static final Map<String, Object> REPORT = Map.of(
            "court",
            "漳州市芗城区人民法院",
            "report",
            "双方分歧过大。",
            "papers",
            "起诉状 1 份 3 页\n证据 2 份",
            "receivedBy",
            "书记员",
            "receivedOn",
            "2026-06-08");

    @AfterEach
    void tiesAreNotWaived() {
        waiversAre("OFF");
    }

    private void waiversAre(String set) {
        jdbc.update(
                "insert into setting_edition (section, entries, secrets, changed_by, changed_at)"
                        + " values ('mediation-waiver', ?, '', 'admin', '2026-06-08 00:00:00')",
                "waiver\t" + set);
        jdbc.update(
                "update setting_version set stamp = ?",
                java.util.UUID.randomUUID().toString());
    }

    List<String> told(String number, String kind) {
        return jdbc.queryForList(
                "select username from notice_inbox where demand_number = ? and kind = ?", String.class, number, kind);
    }

    /** A6-3, by its days: signed by both on 1 June, sealed on 3 June, the offer ends on 3 July at 24:00. */
    @Test
    void signedOnTheFirstSealedOnTheThirdOfferedUntilTheThirdOfJuly() {
        Demand demand = disputes.mediatingOn(Instant.parse("2026-06-01T01:00:00Z"));
        disputes.holdsSession(demand, "agreed");
        disputes.owes(demand, "6000", "2026-12-01");
        disputes.signsAll(demand);
        story.passes(Duration.ofDays(2));
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        assertThat(jdbc.queryForObject(
                        "select count(*) from mediation_agreement a join mediation m on m.id = a.mediation_id"
                                + " where m.number = ? and a.effective_at = a.sealed_at"
                                + " and a.effective_at = ?",
                        Integer.class,
                        demand.number(),
                        java.time.LocalDateTime.of(2026, 6, 3, 1, 0)))
                .isEqualTo(1);
        assertThat(clock(demand, Milestone.CONFIRMATION).dueAt()).isEqualTo(Instant.parse("2026-07-03T16:00:00Z"));
    }

    /** A6-9, by its days: accepted on 12 February, and only A agrees to extend. */
    @Test
    void theMonthThatEndsOnTheTwelfthOfMarchEndsThen() {
        Demand demand = disputes.mediatingOn(Instant.parse("2026-02-12T01:00:00Z"));
        assertThat(clock(demand, Milestone.MEDIATION).dueAt()).isEqualTo(Instant.parse("2026-03-12T16:00:00Z"));
        disputes.does("mediator1", demand, "hold-session", "decision", "extend", "party", "A", "extensionDays", "10");
        story.passes(Duration.between(story.now(), Instant.parse("2026-03-12T15:59:00Z")));
        assertThat(story.statusOf(demand)).isEqualTo(Status.MEDIATING);
        story.passes(Duration.ofSeconds(61));
        assertEndedAt(demand, Status.TERMINATED, "mediation-over");
        assertThat(ending(demand)).isEqualTo("MONTH_OVER");
    }

    // Labour

    private Demand pay() {
        return disputes.mediating(Disputes.about("LABOUR", "三个月工资没有发。", "结清工资。", "甲先生", "乙公司"));
    }

    private void fifteenDaysPass(Demand demand) {
        assertThat(clock(demand, Milestone.LABOUR).dueAt()).isEqualTo(Instant.parse("2026-06-23T16:00:00Z"));
        story.passes(Duration.between(story.now(), Instant.parse("2026-06-23T15:59:00Z")));
        assertThat(open(demand)).as("23 June, 23:59").containsExactly("hold-session");
        story.passes(Duration.ofSeconds(61));
        assertThat(open(demand)).containsExactlyInAnyOrder("hold-session", "tell-arbitration");
    }

    /** A6-14. */
    @Test
    void onDayFifteenOfALabourDisputeArbitrationIsOpenAndItGoesOnOnlyIfBothWant() {
        Demand demand = pay();
        fifteenDaysPass(demand);
        assertThat(told(demand.number(), "ARBITRATION")).contains(SECRETARY);
        disputes.does(SECRETARY, demand, "tell-arbitration", "decision", "goOn", "channel", "PHONE");
        assertThat(open(demand)).containsExactly("hold-session");
        assertThat(parties.open(demand.number(), demand.queryCode()).next()).contains("可以依法申请仲裁");
        disputes.holdsSession(demand, "agreed");
        disputes.owes(demand, "6000", "2026-07-01");
        disputes.signsAll(demand);
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        story.passes(Duration.ofDays(20));
        disputes.does("mediator1", demand, "urge-debtor", "decision", "urged", "note", "电话催告");
        disputes.does("mediator1", demand, "urge-debtor", "decision", "urged", "note", "上门催告");
        assertThat(demands.timeline(demands.get(demand.number()))).anySatisfy(line -> {
            assertThat(line.step()).isEqualTo(Step.DUTY_BREACHED);
            assertThat(line.text()).contains("支付令", "仲裁");
        });

        EngineClock.stopAt(Instant.parse("2026-06-08T01:00:00Z"));
        Demand other = pay();
        fifteenDaysPass(other);
        assertThatThrownBy(() -> disputes.does(
                        SECRETARY, other, "tell-arbitration", "decision", "stop", "channel", "PHONE", "party", "C"))
                .hasStackTraceContaining("请选择这件纠纷的当事人");
        disputes.does(SECRETARY, other, "tell-arbitration", "decision", "stop", "channel", "PHONE", "party", "B");
        assertEndedAt(other, Status.TERMINATED, "left-by-party");
        assertThat(ending(other)).isEqualTo("ARBITRATION");
        assertThat(parties.open(other.number(), other.queryCode()).ended()).contains("仲裁");
    }

    /** The law's days go on in a danger; nobody is told twice. */
    @Test
    void theFifteenDaysGoOnInADangerAndAreToldOnce() {
        Demand demand = pay();
        story.as("mediator1", () -> {
            mediations.report(demand.number());
            return null;
        });
        story.passes(Duration.ofDays(16));
        assertThat(open(demand)).containsExactly("handle-danger");
        disputes.does("duty", demand, "handle-danger", "decision", "released", "phonedTo", "110", "note", "已解除");
        story.passes(Duration.ofMinutes(1));
        assertThat(open(demand)).containsExactlyInAnyOrder("ask-party", "ask-party", "tell-arbitration");
        disputes.does(SECRETARY, demand, "tell-arbitration", "decision", "goOn", "channel", "PHONE");
        story.as("mediation-secretary", () -> {
            mediations.report(demand.number());
            return null;
        });
        disputes.does("duty", demand, "handle-danger", "decision", "released", "phonedTo", "110", "note", "已解除");
        story.passes(Duration.ofMinutes(1));
        assertThat(open(demand)).containsExactly("ask-party", "ask-party");
    }

    // A tie

    private Demand tied() {
        Demand demand = disputes.chosen();
        disputes.does("mediator1", demand, "declare-interest", "decision", "disclose", "ground", "KIN");
        return demand;
    }

    /** A6-11: B's brother cannot accept; where the city allows it and A and B both waive in writing, he may. */
    @Test
    void aTieIsWaivedByAllInWritingWhereTheCityAllowsIt() {
        assertThatThrownBy(this::tied).hasStackTraceContaining("本市没有开放");
        waiversAre("ON");
        Demand demand = tied();
        assertThat(open(demand)).containsExactly("hear-objections");
        assertThat(parties.open(demand.number(), demand.queryCode()).mediators().get(0))
                .contains("已披露：是当事人或其代理人的近亲属");
        assertThat(story.as(SECRETARY, () -> papers.of(demand.number())))
                .anyMatch(line -> line.kind() == PaperKind.WAIVER && line.issuable());
        assertThatThrownBy(() -> disputes.does(SECRETARY, demand, "hear-objections", "decision", "none"))
                .hasStackTraceContaining("须各方都书面同意");
        assertThatThrownBy(() ->
                        disputes.does(SECRETARY, demand, "hear-objections", "decision", "waived", "waivedBy", "ONE"))
                .hasStackTraceContaining("有一方不同意的");
        disputes.does(SECRETARY, demand, "hear-objections", "decision", "waived", "waivedBy", "ALL");
        assertThat(story.statusOf(demand)).isEqualTo(Status.MEDIATING);
        assertThat(jdbc.queryForObject(
                        "select count(*) from mediation_party p join mediation m on m.id = p.mediation_id"
                                + " where m.number = ? and p.waived_at is not null",
                        Integer.class,
                        demand.number()))
                .isEqualTo(2);
        Demand other = tied();
        disputes.does(SECRETARY, other, "hear-objections", "decision", "objected", "party", "A");
        assertThat(open(other)).containsExactly("appoint-mediator");
        Demand free = disputes.chosen();
        disputes.does("mediator1", free, "declare-interest", "decision", "free");
        assertThatThrownBy(() ->
                        disputes.does(SECRETARY, free, "hear-objections", "decision", "waived", "waivedBy", "ALL"))
                .hasStackTraceContaining("没有调解员披露");
    }

    // The court that had sent it

    /** A6-8: the state is TERMINATED, papers and report go back within a working day, the court is told once. */
    @Test
    void whatACourtHadSentGoesBackWithReportListAndReceipt() {
        Demand demand = disputes.registered();
        disputes.does(
                SECRETARY,
                demand,
                "examine-application",
                "decision",
                "accept",
                "entrusted",
                "ASSIGNED",
                "receiptOn",
                "2026-06-05");
        disputes.answers(demand.number(), Side.B, "decline");
        assertThat(story.statusOf(demand)).isEqualTo(Status.DECLINED);
        assertThat(story.openTasks(demand, "court-report")).containsExactly("report-to-court");
        assertThat(clock(demand, Milestone.COURT_REPORT).dueAt()).isEqualTo(Instant.parse("2026-06-09T10:00:00Z"));
        story.passes(Duration.ofDays(2));
        assertThat(told(demand.number(), "SLA_BREACH")).contains("mediation-head", SECRETARY);
        Map<String, Object> future = new HashMap<>(REPORT);
        future.put("receivedOn", "2026-06-11");
        assertThatThrownBy(() -> story.completes(SECRETARY, demand, "report-to-court", future))
                .hasStackTraceContaining("不在今天以后");
        Map<String, Object> elsewhere = new HashMap<>(REPORT);
        elsewhere.put("court", "厦门市思明区人民法院");
        assertThatThrownBy(() -> story.completes(SECRETARY, demand, "report-to-court", elsewhere))
                .hasStackTraceContaining("本市的法院");
        story.completes(SECRETARY, demand, "report-to-court", REPORT);
        assertThat(story.openTasks(demand, "court-report")).isEmpty();
        assertThat(story.stepsOf(demand).stream().filter(Step.REPORTED_TO_COURT::equals))
                .hasSize(1);
        assertThat(demands.timeline(demands.get(demand.number())))
                .as("many read it")
                .noneMatch(line -> String.valueOf(line.text()).contains("分歧过大。"));
        assertThat(story.as(SECRETARY, () -> papers.of(demand.number())))
                .anyMatch(line -> line.kind() == PaperKind.COURT_REPORT && line.issuable());
        assertThat(jdbc.queryForObject(
                        "select count(*) from court_report r join mediation m on m.id = r.mediation_id where m.number = ?",
                        Integer.class,
                        demand.number()))
                .isEqualTo(1);
        coverage.assertComplete(repository, "court-report");
    }

    @Test
    void whatThePoliceTakeOverGoesBackToTheCourtTooAndNothingElseDoes() {
        Demand demand = disputes.registered();
        disputes.does(
                SECRETARY,
                demand,
                "examine-application",
                "decision",
                "accept",
                "entrusted",
                "SUMMARY",
                "receiptOn",
                "2026-06-05");
        story.as(SECRETARY, () -> {
            mediations.report(demand.number());
            return null;
        });
        disputes.does("duty", demand, "handle-danger", "decision", "takenOver", "phonedTo", "110", "note", "已带走");
        assertThat(story.openTasks(demand, "court-report")).containsExactly("report-to-court");
        Demand own = disputes.accepted();
        disputes.answers(own.number(), Side.B, "decline");
        assertThat(story.openTasks(own, "court-report")).isEmpty();
    }

    // The same dispute

    @Test
    void anOpenCaseWithTheSamePartiesIsShownToWhoExaminesAndIsLinkedOrRefused() {
        Demand first = disputes.accepted();
        Demand second = disputes.registered();
        List<String> shown =
                story.as(SECRETARY, () -> mediations.open(second.number())).same();
        assertThat(shown).anyMatch(line -> line.startsWith(first.number()) && line.contains("2 方电话相同"));
        assertThat(String.join("", shown)).doesNotContain("甲先生", "1390000");
        assertThatThrownBy(() -> disputes.does(
                        SECRETARY, second, "examine-application", "decision", "accept", "linked", "TS20260101-000001"))
                .hasStackTraceContaining("请选择列出的纠纷");
        assertThatThrownBy(() -> disputes.does(
                        SECRETARY,
                        second,
                        "examine-application",
                        "decision",
                        "refuse",
                        "reason",
                        "REPEATED",
                        "ways",
                        "请到原来的调委会"))
                .hasStackTraceContaining("请选择与哪一件是同一纠纷");
        disputes.does(SECRETARY, second, "examine-application", "decision", "accept", "linked", first.number());
        assertThat(story.as(SECRETARY, () -> mediations.open(first.number())).linked())
                .containsExactly(second.number());
        assertThat(story.as(SECRETARY, () -> mediations.open(second.number())).linked())
                .containsExactly(first.number());
        Demand third = disputes.registered();
        disputes.does(
                SECRETARY,
                third,
                "examine-application",
                "decision",
                "refuse",
                "reason",
                "REPEATED",
                "ways",
                "请在原来那件里说",
                "linked",
                first.number());
        disputes.does("mediation-head", third, "approve-refusal", "decision", "approve");
        assertThat(story.statusOf(third)).isEqualTo(Status.REJECTED);
    }
}
