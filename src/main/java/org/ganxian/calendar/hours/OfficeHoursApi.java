package org.ganxian.calendar.hours;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.calendar.OfficeHours;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.OpeningHours;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.calendar.WorkingCalendar;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The administrator's door to a unit's office hours, closures and extra openings. */
@Tag(name = "办公时间", description = "单位的办公时间、停办和增开。任何工作人员可以查看，本单位或上级单位的系统管理员可以改动。")
@RestController
@RequestMapping(path = "/api/sla/units/{unit}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class OfficeHoursApi {

    private static final String MONTH_DAY = "\\d{2}-\\d{2}";

    @Schema(name = "办公时段")
    record SeasonItem(
            @Schema(description = "每年从哪一天起，含当日", example = "06-01")
            @NotNull(message = "请填写开始日期")
            @Pattern(regexp = MONTH_DAY, message = "日期应为 06-01 这样的月和日")
            String from,

            @Schema(description = "每年到哪一天止，含当日；可以跨年", example = "09-30")
            @NotNull(message = "请填写结束日期")
            @Pattern(regexp = MONTH_DAY, message = "日期应为 06-01 这样的月和日")
            String to,

            @Schema(description = "几点开始办公", example = "08:00")
            @NotNull(message = "请填写开始时间")
            @Pattern(regexp = OpeningHours.TIME_OF_DAY, message = "时间应为 08:00 这样的时和分")
            String opens,

            @Schema(description = "几点结束办公；24:00 为午夜", example = "12:00")
            @NotNull(message = "请填写结束时间")
            @Pattern(regexp = OpeningHours.TIME_OF_DAY, message = "时间应为 08:00 这样的时和分")
            String closes) {

        static SeasonItem of(OfficeRules.Season season) {
            return new SeasonItem(
                    OfficeHours.text(season.from()),
                    OfficeHours.text(season.to()),
                    OpeningHours.text(season.period().opens()),
                    OpeningHours.text(season.period().closes()));
        }
    }

    @Schema(name = "停办或增开")
    record SpecialItem(
            @Schema(description = "编号，取消时使用", accessMode = Schema.AccessMode.READ_ONLY)
            Long id,

            @Schema(description = "CLOSED 停办，OPEN 增开") @NotNull(message = "请选择 CLOSED（停办）或 OPEN（增开）")
            OfficeRules.Kind kind,

            @Schema(description = "第一天", example = "2026-12-07") @NotNull(message = "请填写第一天")
            LocalDate first,

            @Schema(description = "最后一天", example = "2026-12-08") @NotNull(message = "请填写最后一天")
            LocalDate last,

            @Schema(description = "从几点；停办全天时不填", example = "14:30")
            @Pattern(regexp = OpeningHours.TIME_OF_DAY, message = "时间应为 08:00 这样的时和分")
            @Nullable
            String opens,

            @Schema(description = "到几点；停办全天时不填", example = "17:30")
            @Pattern(regexp = OpeningHours.TIME_OF_DAY, message = "时间应为 08:00 这样的时和分")
            @Nullable
            String closes,

            @Schema(description = "true 表示下属单位一并停办或增开") boolean withSubunits,

            @Schema(description = "原因，最多 100 字", example = "搬迁")
            @NotBlank(message = "请填写原因")
            @CodePointLength(max = 100, message = "原因不能超过 {max} 字")
            @Texts.Readable
            String reason) {

        static SpecialItem of(SpecialHours hours) {
            OfficeRules.Special special = hours.special();
            return new SpecialItem(
                    hours.id(),
                    special.kind(),
                    special.first(),
                    special.last(),
                    hours.opens(),
                    hours.closes(),
                    hours.isWithSubunits(),
                    special.reason());
        }
    }

    @Schema(name = "单位的办公时间")
    record HoursAnswer(
            @Schema(description = "所用办公时间属于哪个单位：本单位，或者最近的有自己办公时间的上级单位", example = "350600")
            String from,

            @Schema(description = "办公时段") List<SeasonItem> seasons,
            @Schema(description = "停办和增开") List<SpecialItem> specials) {}

    @Schema(name = "新的办公时间")
    record NewHours(
            @Schema(description = "全部时段；空列表表示不再单独规定，沿用上级单位的办公时间")
            @NotNull(message = "请填写办公时段")
            @Size(max = 40, message = "办公时段不能超过 {max} 个")
            List<@Valid @NotNull(message = "请填写办公时段") SeasonItem> seasons) {}

    private final OfficeHoursBook book;
    private final CalendarAdministrators administrators;
    private final Units units;

    @Operation(summary = "查看办公时间", description = "一个单位实际适用的办公时间、停办和增开。")
    @ApiResponse(responseCode = "200", description = "办公时间")
    @GetMapping("/hours")
    HoursAnswer hours(@Parameter(description = "单位编码", example = "350602004") @PathVariable String unit) {
        OfficeHoursBook.Entry entry = book.of(known(unit));
        return new HoursAnswer(
                entry.from().code(),
                entry.seasons().stream().map(SeasonItem::of).toList(),
                entry.specials().stream().map(SpecialItem::of).toList());
    }

    @Operation(summary = "规定办公时间", description = "以新的时段代替这个单位原来的全部时段，立即生效。")
    @ApiResponse(responseCode = "200", description = "已生效")
    @PutMapping(path = "/hours", consumes = MediaType.APPLICATION_JSON_VALUE)
    HoursAnswer replace(@PathVariable String unit, @Valid @RequestBody NewHours hours) {
        Unit known = known(unit);
        Actor by = administrators.forUnit(unit);
        Map<String, String> wrong = new LinkedHashMap<>();
        List<OfficeRules.Season> seasons = new ArrayList<>();
        for (int i = 0; i < hours.seasons().size(); i++) {
            season(hours.seasons().get(i), "seasons[" + i + "].", seasons, wrong);
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        book.replace(known, seasons, by);
        return hours(unit);
    }

    static void season(SeasonItem item, String path, List<OfficeRules.Season> seasons, Map<String, String> wrong) {
        try {
            var from = OfficeHours.monthDay(item.from());
            var to = OfficeHours.monthDay(item.to());
            seasons.add(new OfficeRules.Season(from, to, OpeningHours.of(item.opens(), item.closes())));
        } catch (DateTimeException e) {
            wrong.put(path + "from", "没有这样的日期，应为 06-01 这样的月和日");
        } catch (IllegalArgumentException e) {
            wrong.put(path + "closes", "结束时间应晚于开始时间");
        }
    }

    @Operation(summary = "停办或增开", description = "停办可以是整天或每天的一段时间，增开要写明时间；同一时间既停办又增开的，按停办。立即生效。")
    @ApiResponse(responseCode = "201", description = "已生效")
    @PostMapping(path = "/specials", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SpecialItem> add(@PathVariable String unit, @Valid @RequestBody SpecialItem special) {
        Unit known = known(unit);
        Actor by = administrators.forUnit(unit);
        SpecialHours added = book.add(known, special.withSubunits(), special(special), by);
        return ResponseEntity.created(URI.create("/api/sla/units/" + unit + "/specials/" + added.id()))
                .body(SpecialItem.of(added));
    }

    static OfficeRules.Special special(SpecialItem item) {
        Map<String, String> wrong = new LinkedHashMap<>();
        boolean wholeDay = item.opens() == null && item.closes() == null;
        if (item.first().getYear() < WorkingCalendar.FIRST_YEAR
                || item.last().getYear() > WorkingCalendar.LAST_YEAR + WorkingCalendar.LONGEST_YEARS) {
            wrong.put("first", "日期超出日历的范围");
        } else if (item.last().isBefore(item.first())) {
            wrong.put("last", "最后一天不能早于第一天");
        } else if (item.first().plusYears(1).isBefore(item.last())) {
            wrong.put("last", "一次最多安排一年");
        }
        if (wholeDay && item.kind() == OfficeRules.Kind.OPEN) {
            wrong.put("opens", "增开请写明从几点到几点");
        } else if (!wholeDay && (item.opens() == null || item.closes() == null)) {
            wrong.put(item.opens() == null ? "opens" : "closes", "开始和结束的时间要一起填写");
        }
        OpeningHours period = OpeningHours.WHOLE_DAY;
        if (item.opens() != null && item.closes() != null) {
            try {
                period = OpeningHours.of(item.opens(), item.closes());
            } catch (IllegalArgumentException e) {
                wrong.put("closes", "结束时间应晚于开始时间");
            }
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        return new OfficeRules.Special(
                item.kind(), item.first(), item.last(), period, item.reason().strip());
    }

    @Operation(summary = "取消停办或增开")
    @ApiResponse(responseCode = "204", description = "已取消")
    @DeleteMapping("/specials/{id}")
    ResponseEntity<Void> remove(@PathVariable String unit, @PathVariable long id) {
        Unit known = known(unit);
        book.remove(known, id, administrators.forUnit(unit));
        return ResponseEntity.noContent().build();
    }

    private Unit known(String code) {
        return units.find(code).orElseThrow(() -> Refusal.notFound("没有这个单位，请从 /api/units 中选择"));
    }
}
