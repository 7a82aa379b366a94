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
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.papers.PaperKind;
import org.ganxian.sla.Milestone;
import org.junit.jupiter.api.Test;

/** A2.10: what was mediated and ended without an agreement is revisited seven days later, by another person. */
abstract class AfterTheEnd extends Together {

    private static final String CALLER = "mediation-caller";

    private List<String> toAsk(Demand demand) {
        return story.openTasks(demand, "unsettled-revisit");
    }

    private boolean isWaitedFor(Demand demand) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(demand.number())
                        .processDefinitionKey("unsettled-revisit")
                        .count()
                == 1;
    }

    private void ends(Demand demand, Ending why) {
        story.as("mediator1", () -> {
            mediations.end(demand.number(), why);
            return null;
        });
    }

    private void isAsked(Demand demand, String decision, String signs) {
        story.completes(CALLER, demand, "revisit-unsettled", Disputes.asksAfter(decision, signs));
    }

    @Test
    void whatWasNotSettledIsRevisitedAfterSevenDaysByAnotherAndSignsCallTheDutyDesk() {
        Demand demand = disputes.held("failed", "endReason", "TOO_FAR");
        assertThat(clock(demand, Milestone.UNSETTLED).dueAt()).isEqualTo(Instant.parse("2026-06-15T16:00:00Z"));
        story.passes(Duration.between(story.now(), Instant.parse("2026-06-15T15:59:00Z")));
        assertThat(toAsk(demand)).as("left in peace").isEmpty();
        story.passes(Duration.ofMinutes(2));
        assertThat(toAsk(demand)).containsExactly("revisit-unsettled");
        assertThat(clock(demand, Milestone.REVISIT).dueAt()).isEqualTo(Instant.parse("2026-06-23T16:00:00Z"));
        assertThatThrownBy(() -> disputes.hands(demand, "revisit-unsettled", "mediator1"))
                .hasStackTraceContaining("调解这件纠纷的人不能回访");
        assertThat(story.as(CALLER, () -> mediations.beside(demand.number(), false)))
                .as("whoever does not hold the task")
                .isEmpty();
        MediationFile shown =
                story.as(CALLER, () -> mediations.beside(demand.number(), true)).orElseThrow();
        assertThat(shown.parties()).as("whom to call").hasSize(2);
        assertThat(shown.facts()).isNull();
        assertThat(shown.sessions()).isEmpty();
        story.passes(Duration.ofDays(8));
        assertThat(told(demand.number(), "SLA_BREACH")).contains(CALLER);
        Map<String, Object> unclear = new HashMap<>(Disputes.asksAfter("over", "YES"));
        unclear.put("signs", "MAYBE");
        assertThatThrownBy(() -> story.completes(CALLER, demand, "revisit-unsettled", unclear))
                .hasStackTraceContaining("请选择有没有激化的苗头");
        isAsked(demand, "over", "YES");
        assertThat(isWaitedFor(demand)).isFalse();
        assertThat(told(demand.number(), "DANGER")).contains("duty");
        assertThat(story.statusOf(demand)).as("it stays over").isEqualTo(Status.TERMINATED);
        assertThat(story.stepsOf(demand)).contains(Step.REVISITED_AFTERWARDS);
        assertThat(demands.timeline(demands.get(demand.number())))
                .as("many read it")
                .noneMatch(line -> String.valueOf(line.text()).contains("还在考虑"));
        assertThat(story.as("mediation-secretary", () -> papers.of(demand.number())))
                .anyMatch(line -> line.kind() == PaperKind.REVISIT && line.issuable());
        assertThatThrownBy(() ->
                        story.as(CALLER, () -> runtime.startProcessInstanceByKey("unsettled-revisit", demand.number())))
                .as("nobody begins it by hand")
                .hasStackTraceContaining("CREATE");
    }

    @Test
    void whoWantsMediationAgainGetsACaseOfItsOwnAndIsAskedAnew() {
        Demand demand = disputes.mediating();
        ends(demand, Ending.ONE_LEFT);
        story.passes(Duration.ofDays(8));
        isAsked(demand, "again", "NO");
        assertThat(told(demand.number(), "DANGER")).isEmpty();
        String number = jdbc.queryForObject(
                "select c.followed_by from mediation_closing c join mediation m on m.id = c.mediation_id where m.number = ?",
                String.class,
                demand.number());
        Demand next = demands.get(number);
        MediationFile file = story.as("mediation-secretary", () -> mediations.open(number));
        assertThat(file.linked()).containsExactly(demand.number());
        assertThat(file.facts()).isEqualTo("楼上漏水，泡坏了天花板。");
        assertThat(file.parties()).hasSize(2);
        assertThat(file.appliedAt()).as("a new request").isEqualTo(story.now());
        assertThat(open(next)).containsExactly("examine-application");
        disputes.does("mediation-secretary", next, "examine-application", "decision", "accept");
        assertThat(open(next)).as("with new consent").containsExactly("ask-party", "ask-party");
    }

    @Test
    void whoSaidNoTookItBackWentToCourtOrToThePoliceIsNotCalled() {
        Demand declined = disputes.accepted();
        disputes.answers(declined.number(), Side.B, "decline");
        Demand left = disputes.consented();
        story.as("mediation-secretary", () -> {
            mediations.end(left.number(), Ending.ONE_LEFT);
            return null;
        });
        Demand sued = disputes.mediating();
        ends(sued, Ending.ELSEWHERE);
        Demand taken = disputes.held("goesOn", "record", "他说要拿刀砍人。");
        disputes.does("duty", taken, "handle-danger", "decision", "takenOver", "phonedTo", "110", "note", "已带走");
        Demand withdrawn = disputes.mediating();
        transaction.executeWithoutResult(status ->
                residents.withdraw(demands.trackWithFollowers(withdrawn.number(), withdrawn.queryCode()), "我们自己谈好了"));
        for (Demand none : List.of(declined, left, sued, taken, withdrawn)) {
            assertThat(demands.get(none.number()).status().isFinal()).isTrue();
            assertThat(isWaitedFor(none)).isFalse();
        }
        Demand over = disputes.mediating();
        story.passes(Duration.ofDays(32));
        assertThat(ending(over)).isEqualTo("MONTH_OVER");
        assertThat(isWaitedFor(over)).isTrue();
    }
}
