package org.ganxian.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a template, and what comes of it. */
class ReplyWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"请拨打{电话}", "{姓名}您好", "{身份证号}", "{编号", "编号}", "{}", "{{编号}}", "{编号 }"})
    void whatIsNoPlaceholderOfOursIsRefusedOnSaving(String words) {
        assertThatThrownBy(() -> ReplyWords.checked(words, 500))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("这种占位");
    }

    @Test
    void noPlaceholderNamesAPersonOrLeadsToOne() {
        assertThat(Arrays.stream(Placeholder.values()).map(Placeholder::word)).doesNotContain("电话", "姓名", "身份证号", "地址");
    }

    @Test
    void wordsThatTheFieldWouldNotTakeAreRefusedByTheLengthOfTheSample() {
        assertThat(ReplyWords.checked("  好\r\n{编号}  ", 19)).isEqualTo("好\n{编号}");
        assertThatThrownBy(() -> ReplyWords.checked("好\n{编号}", 18)).hasMessageContaining("最多 18 字，填上样例后有 19 字");
        assertThatThrownBy(() -> ReplyWords.checked(" ", 17)).hasMessageContaining("请填写模板内容");
    }

    @Test
    void factsAreFilledInOnceAndWhatIsMissingLeavesABlank() {
        assertThat(ReplyWords.filled("{编号}（{标题}）在{地点}", Map.of(Placeholder.NUMBER, "ZZ1", Placeholder.TITLE, "{编号}$1")))
                .isEqualTo("ZZ1（{编号}$1）在＿＿＿");
    }
}
