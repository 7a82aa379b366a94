package org.ganxian.insight.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganxian.insight.figures.StepWaits;
import org.junit.jupiter.api.Test;

class StepRankTest {

    @Test
    void whatIsLateStandsFirstThenWhatIsFullThenWhatIsSlow() {
        List<StepRank.Row> rows = StepRank.of(List.of(
                new StepWaits.Step("a-calm", "上门办理", 2, 0, 10, 30, false),
                new StepWaits.Step("b-late", "派单", 3, 3, 10, 5, false),
                new StepWaits.Step("c-full", "初筛", 9, 0, 10, 5, false),
                new StepWaits.Step("d-slow", "回访", 2, 0, 10, 600, false),
                new StepWaits.Step("e-few", "审核", 2, 0, null, null, true)));
        assertThat(rows)
                .extracting(StepRank.Row::activity)
                .containsExactly("b-late", "c-full", "d-slow", "a-calm", "e-few");
        assertThat(rows).extracting(StepRank.Row::place).containsExactly(1, 2, 3, 4, 5);
        assertThat(rows.get(0).holdsUp()).isTrue();
        assertThat(rows.get(1).holdsUp()).isFalse();
        assertThat(rows.get(4).median()).isEqualTo("不足 5 件");
    }
}
