package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.mediation.dossier.Side;
import org.junit.jupiter.api.Test;

/** 联片: committees of several areas mediate together. The one whose case it is has clock and seal. */
abstract class Together extends InTheirWords {

    private static final String SECRETARY = "mediation-secretary";
    private static final String OTHER = "350603M1";

    private void asks(String who, Demand demand) {
        story.as(who, () -> {
            disputes.coCommittees.ask(demand.number(), OTHER);
            return null;
        });
    }

    private List<String> asked(Demand demand) {
        return story.as(SECRETARY, () -> mediations.open(demand.number())).joint();
    }

    /** A6-7: 芗城's committee and 龙文's, parties who live in 漳浦. */
    @Test
    void twoCommitteesMediateTogetherAndEachOnesCourtMayBeAsked() {
        Demand demand = disputes.askedOthers();
        assertThat(story.openTasks(demand, "co-committee")).containsExactly("name-co-mediator");
        assertThatThrownBy(() -> asks(SECRETARY, demand)).hasMessageContaining("一次请一个");
        disputes.answers(demand.number(), Side.A, "agree");
        disputes.answers(demand.number(), Side.B, "agree");
        String chosen = "mediator1";
        assertThatThrownBy(() ->
                        disputes.does(SECRETARY, demand, "choose-mediator", "decision", "chosen", "mediator", chosen))
                .hasStackTraceContaining("等它指派以后再确定");
        assertThatThrownBy(() -> story.as("mediation-head2", () -> mediations.open(demand.number())))
                .as("the other committee's head reads nothing")
                .hasMessageContaining("没有这件调解");
        disputes.does("mediation-head2", demand, "name-co-mediator", "decision", "name", "mediator", "mediator4");
        disputes.does(SECRETARY, demand, "choose-mediator", "decision", "chosen", "mediator", chosen);
        for (String who : List.of("mediator4", "mediator1")) {
            Task own = disputes.taskOf(demand.number(), "declare-interest", task -> who.equals(task.getAssignee()));
            disputes.submits(who, own, Map.of("decision", "free"));
        }
        disputes.does(SECRETARY, demand, "hear-objections", "decision", "none");
        assertThat(story.as("mediator4", () -> mediations.open(demand.number())).panel())
                .hasSize(2)
                .anyMatch(one -> one.contains("范大成（协同）"));
        assertThat(asked(demand)).containsExactly("龙文区人民调解委员会：已指派调解员");
        disputes.holdsSession(demand, "agreed");
        disputes.owes(demand, "6000", "2026-12-01");
        disputes.signsAll(demand);
        assertThatThrownBy(() -> disputes.hands(demand, "seal-agreement", "mediator4"))
                .hasStackTraceContaining("不能盖章");
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        Map<String, Object> elsewhere = new HashMap<>(AtCourt.TOGETHER);
        elsewhere.put("court", "漳浦县人民法院");
        assertThatThrownBy(() -> story.completes(SECRETARY, demand, "apply-confirmation", elsewhere))
                .hasStackTraceContaining("有管辖权的是：漳州市芗城区人民法院、漳州市龙文区人民法院");
        elsewhere.put("court", "漳州市龙文区人民法院");
        elsewhere.put("secondCourt", "漳浦县人民法院");
        story.completes(SECRETARY, demand, "apply-confirmation", elsewhere);
        assertThat(demands.timeline(demands.get(demand.number())))
                .anySatisfy(line -> assertThat(String.valueOf(line.text())).contains("漳州市龙文区人民法院、漳浦县人民法院", "最先立案的法院"));
    }

    @Test
    void whoDoesNotAnswerOrDoesNotWantIsNotWaitedForAndWhatIsOverAsksNobody() {
        Demand late = disputes.askedOthers();
        story.passes(Duration.ofDays(3));
        assertThat(story.openTasks(late, "co-committee")).isEmpty();
        assertThat(asked(late)).containsExactly("龙文区人民调解委员会：逾期没有答复");
        asks("mediation-head", late);
        disputes.does("mediation-head2", late, "name-co-mediator", "decision", "refuse", "note", "人手不够");
        assertThat(asked(late)).hasSize(2).last().isEqualTo("龙文区人民调解委员会：不参加");
        assertThat(demands.timeline(demands.get(late.number())))
                .noneMatch(line -> String.valueOf(line.text()).contains("人手不够"))
                .anyMatch(line -> line.step() == Step.CO_COMMITTEE);

        Demand over = disputes.askedOthers();
        disputes.answers(over.number(), Side.B, "decline");
        assertThat(story.statusOf(over)).isEqualTo(Status.DECLINED);
        assertThat(story.openTasks(over, "co-committee")).isEmpty();
        assertThatThrownBy(() -> asks(SECRETARY, over)).hasMessageContaining("现在不能请");
        assertThatThrownBy(() -> asks("mediator1", late)).hasMessageContaining("没有这件调解");
        Demand mediated = disputes.mediating();
        assertThatThrownBy(() -> asks("mediator1", mediated)).hasMessageContaining("只有牵头调委会");
        coverage.assertComplete(repository, "co-committee");
    }
}
