package org.ganxian.insight.reports;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.engine.Choice;
import org.ganxian.insight.Area;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 月报: reports of past months, and the figures of any days as a file. Who took one is on record. */
@DeskPage
@RequestMapping("/desk/reports")
@RequiredArgsConstructor
class ReportPages {

    private static final int PAGE_SIZE = 12;
    private static final String OLDEST = "oldest";
    private static final List<Choice> SORTS = List.of(new Choice("最早的月份在前", OLDEST));
    private static final String FETCHED = "month-report-fetched";
    private static final String EXPORTED = "figures-exported";

    private final Managers managers;
    private final MonthlyReports reports;
    private final ReportBook book;
    private final ReportFiles files;
    private final Diagrams diagrams;
    private final Audit audit;
    private final CurrentActor currentActor;
    private final Clock clock;

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String within,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Area area = managers.area(within);
        long total = reports.count(area);
        PageRequest shown = Paging.shown(page, PAGE_SIZE, total);
        List<MonthlyReports.Kept> items = reports.of(area, OLDEST.equals(sort), shown);
        model.addAttribute("area", area);
        model.addAttribute(
                "parts",
                managers.parts(area.unit()).keySet().stream()
                        .filter(unit -> unit.kind() != Unit.Kind.COMMUNITY)
                        .toList());
        model.addAttribute("today", ReportingPeriod.day(clock.instant()));
        model.addAttribute("items", items);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        Paging.tell(model, new PageImpl<>(items, shown, total));
        return "desk/reports";
    }

    @GetMapping("/{month}/{place}.{kind:pdf|xlsx}")
    ResponseEntity<byte[]> kept(@PathVariable String month, @PathVariable String place, @PathVariable String kind) {
        Area area = managers.area(place);
        YearMonth which = month(month);
        byte[] file = reports.file(which, area, FileKind.of(kind))
                .orElseThrow(() -> Refusal.notFound("没有" + area.unit().name() + " " + month + " 的月报"));
        audit.record(currentActor.get(), FETCHED, month + " " + place + " " + kind);
        return FileKind.of(kind).answer(file, area.unit().name() + " " + month + " 月报");
    }

    private static YearMonth month(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw Refusal.invalid("月份应写成 2026-11");
        }
    }

    /** As they are now. */
    @GetMapping("/figures.{kind:pdf|xlsx}")
    ResponseEntity<byte[]> figures(@PathVariable String kind, @RequestParam Map<String, String> asked) {
        Instant now = clock.instant();
        Area area = managers.area(asked.get("within"));
        String flow = StringUtils.trimToNull(asked.get("flow"));
        diagrams.requireFlow(flow);
        ReportingPeriod period = ReportingPeriod.asked(asked, now);
        Report report = book.of(area, flow, period, now);
        FileKind file = FileKind.of(kind);
        byte[] content = file == FileKind.PDF ? files.pdf(report, now) : files.xlsx(report);
        audit.record(
                currentActor.get(), EXPORTED, area.within() + " " + period.from() + " " + period.to() + " " + kind);
        return file.answer(content, report.title());
    }
}
