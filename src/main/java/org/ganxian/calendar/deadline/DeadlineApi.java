package org.ganxian.calendar.deadline;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.Deadline;
import org.ganxian.calendar.Elapsed;
import org.ganxian.calendar.SkippedDay;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ask the clock: when something is due, and how much time has passed. */
@Tag(name = "期限", description = "按工作日历试算期限。任何工作人员都可以使用。")
@RestController
@RequestMapping(path = "/api/sla", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class DeadlineApi {

    private static final String TIME = "ISO 8601 时间；不写时差按北京时间，只写日期按当日零点";
    private static final String CLOCK = "WORKING 工作时间，WALL 自然时间（24×7），CALENDAR 日历天（法定期间）";
    private static final String UNIT = "单位编码，决定办公时间；不填按全市";

    @Schema(name = "期限")
    record DeadlineAnswer(
            @Schema(description = "到期时间", example = "2026-02-24T09:30:00Z")
            Instant due,

            @Schema(description = "计入期限的分钟数：按工作时间的天数计算时，是所计各日的办公时间；自然时间时，是全部时间；日历天时，是次日起的整天", example = "2100")
            long workingMinutes,

            @Schema(description = "从开始之日起没有计入的日子和原因；部分时段停办的日子也列出；日历天时，是使末日顺延的休息日")
            List<SkippedDay> skipped,

            @Schema(description = "true 表示暂定：其间有年份的放假安排尚未公布")
            boolean provisional) {}

    @Schema(name = "经过的时间")
    record ElapsedAnswer(
            @Schema(description = "两个时间之间的工作分钟数；自然时间时，是全部分钟数", example = "420")
            long workingMinutes,

            @Schema(description = "次日起已经到下班时间的工作日数；自然时间时，是满 24 小时的天数；日历天时，是次日起已经过完的天数", example = "1")
            long workingDays,

            @Schema(description = "没有计入的日子和原因") List<SkippedDay> skipped,

            @Schema(description = "true 表示暂定：其间有年份的放假安排尚未公布")
            boolean provisional) {}

    /** By which clock is counted. */
    @Parameter(
            description = CLOCK,
            required = true,
            schema = @Schema(allowableValues = {"WORKING", "WALL", "CALENDAR"}),
            example = "WORKING")
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface WhichClock {}

    private final AskTheClock ask;

    @Operation(
            summary = "试算到期时间",
            description =
                    "小时和分钟按办公时间累计，恰好用完时即在下班时到期；工作日从次日起算，到最后一日下班时到期；自然时间不看日历，一天为 24 小时；日历天从次日起算，末日 24:00（即次日零点）到期，末日是休息日的顺延，月为期末月的同号日或月末日。")
    @ApiResponse(responseCode = "200", description = "到期时间和算法")
    @GetMapping("/deadline")
    DeadlineAnswer deadline(
            @Parameter(description = TIME, required = true, example = "2026-02-13T16:30:00+08:00")
                    @RequestParam(required = false)
                    String start,
            @Parameter(description = "ISO 8601 时长：PT4H、PT90M、P5D，日历天还可以写 P1M；不超过十年", required = true, example = "P5D")
                    @RequestParam(required = false)
                    String limit,
            @WhichClock @RequestParam(required = false) String clock,
            @Parameter(description = UNIT, example = "350602004") @RequestParam(required = false) String unit) {
        Deadline deadline = ask.deadline(start, limit, clock, unit);
        return new DeadlineAnswer(
                deadline.due(), deadline.counted().toMinutes(), deadline.skipped(), deadline.provisional());
    }

    @Operation(summary = "计算经过的时间", description = "试算到期时间的反面：小时和分钟的期限看 workingMinutes，工作日的期限看 workingDays。")
    @ApiResponse(responseCode = "200", description = "经过的时间")
    @GetMapping("/elapsed")
    ElapsedAnswer elapsed(
            @Parameter(description = TIME, required = true, example = "2026-02-13T16:30:00+08:00")
                    @RequestParam(required = false)
                    String from,
            @Parameter(description = TIME + "；不早于 from", required = true, example = "2026-02-24T09:00:00+08:00")
                    @RequestParam(required = false)
                    String to,
            @WhichClock @RequestParam(required = false) String clock,
            @Parameter(description = UNIT, example = "350602004") @RequestParam(required = false) String unit) {
        Elapsed elapsed = ask.elapsed(from, to, clock, unit);
        return new ElapsedAnswer(elapsed.time().toMinutes(), elapsed.days(), elapsed.skipped(), elapsed.provisional());
    }
}
