package org.ganxian.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;

@IntegrationTest
@Tag("any-database")
class DeadlinePageTest {

    private static final String PAGE = "/desk/deadline";

    @Autowired
    StaffDesk desk;

    @Test
    void aCaseworkerFindsNoPagesThatAreNotForThem() throws Exception {
        assertThat(text(desk.ask("/desk/time").andExpect(status().isOk())))
                .contains("/desk/deadline")
                .doesNotContain("/desk/policy", "/desk/recomputations", "/desk/calendar", "/desk/hours");
    }

    @Test
    void anEmptyFormComesWithTheCaseworkersOwnUnitChosen() throws Exception {
        String page = text(desk.ask(PAGE).andExpect(status().isOk()));
        assertThat(page)
                .contains("期限试算")
                .containsPattern("<option value=\"350602004\" selected=\"selected\">　*巷口街道</option>")
                .doesNotContain("到期时间")
                .doesNotContain("<script");
    }

    @Test
    void theAnswerIsInWordsWithDaysOnEndTogether() throws Exception {
        String page = text(ask("2026-02-13T16:30", "5", "WORKING_DAYS", "350602004"));
        assertThat(page)
                .contains("2026年2月27日（星期五）17:30")
                .contains("2月15日至2月23日，9 天")
                .contains("35 小时")
                .contains("漳州市 / 芗城区 / 巷口街道")
                .contains("没有计入的日子")
                .doesNotContain("暂定。");
    }

    @Test
    void aPeriodOfTheLawEndsAtTwentyFourOfADayAndSaysWhatMovedIt() throws Exception {
        assertThat(text(ask("2026-09-01T10:00", "30", "CALENDAR_DAYS", "350600")))
                .contains("2026年10月8日（星期四）24:00")
                .contains("10月1日至10月7日，7 天")
                .contains("国庆节");
        assertThat(text(ask("2026-03-31T10:00", "1", "MONTHS", "350600")))
                .contains("2026年4月30日（星期四）24:00")
                .contains("没有。");
    }

    @Test
    void wallClockMeasuresKnowNoDaysOff() throws Exception {
        assertThat(text(ask("2026-10-01T23:30", "2", "HOURS", "350600")))
                .contains("2026年10月2日（星期五）01:30")
                .contains("没有。");
        assertThat(text(ask("2026-10-01T23:30", "2", "DAYS", ""))).contains("2026年10月3日（星期六）23:30");
    }

    @Test
    void provisionalIsSaid() throws Exception {
        assertThat(text(ask("2028-03-01T10:00", "90", "WORKING_MINUTES", "350600")))
                .contains("暂定。")
                .contains("1 小时 30 分钟");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 5, 请填写开始时间",
        "昨天, 5, 请填写开始的日期和时间",
        "1980-01-01T10:00, 5, 开始时间的年份应在",
        "2026-03-04T10:00, '', 请填写整数",
        "2026-03-04T10:00, 五, 请填写整数",
        "2026-03-04T10:00, -1, 请填写整数",
        "2026-03-04T10:00, 999999, 期限太长"
    })
    void wrongFieldsAreExplainedAndKept(String start, String amount, String message) throws Exception {
        String page = text(ask(start, amount, "WORKING_DAYS", "350600").andExpect(status().isBadRequest()));
        assertThat(page).contains(message).contains("value=\"" + amount + "\"").doesNotContain("ISO");
    }

    @Test
    void whatIsTypedIsNeverMarkup() throws Exception {
        assertThat(text(ask("\"><script>", "<b>", "<i>", "<u>")))
                .doesNotContain("<script")
                .doesNotContain("<b>");
    }

    @Test
    void strangersAreSentToTheLogin() throws Exception {
        desk.mvc.perform(get(PAGE).servletPath(PAGE)).andExpect(redirectedUrl("/login?back=%2Fdesk%2Fdeadline"));
    }

    private ResultActions ask(String start, String amount, String measure, String unit) throws Exception {
        return desk.ask(PAGE, "start", start, "amount", amount, "measure", measure, "unit", unit);
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
