package org.ganxian.insight.reports;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Area;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.bursts.BurstList;
import org.ganxian.insight.figures.Comparison;
import org.ganxian.insight.figures.Comparisons;
import org.ganxian.insight.figures.Dashboard;
import org.ganxian.insight.figures.Dashboards;
import org.ganxian.insight.figures.StepWaits;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts an area's figures of a period together as tables. */
@Component
@RequiredArgsConstructor
class ReportBook {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(PeopleTime.ZONE);

    private static final List<String> RATES = List.of("响应率", "按时办结率", "超期率", "解决率", "满意率", "回访及时率");
    private static final int SLOWEST = 8;

    private final Dashboards dashboards;
    private final Comparisons comparisons;
    private final StepWaits steps;
    private final BurstList bursts;
    private final Diagrams diagrams;

    /** @param flow key of the process that all of it is limited to; null for all */
    Report of(Area area, @Nullable String flow, ReportingPeriod period, Instant now) {
        Dashboard figures = dashboards.of(area, flow, period, now);
        Comparison compared = comparisons.of(area, flow, period, now);
        String place = area.unit().name() + (area.onlyItself() ? "（未定位到下级）" : "");
        String business = flow == null ? "" : diagrams.name(flow);
        List<Report.Section> sections = new ArrayList<>();
        sections.add(lines(compared));
        sections.add(grown("增加的分类", compared.categories()));
        if (figures.parts().title() != null) {
            sections.add(grown("增加的地点", compared.places()));
            sections.add(rows(figures.parts().title(), figures.parts().rows()));
        }
        sections.add(rows("按分类", figures.categories()));
        if (flow == null) {
            sections.add(rows("按业务", figures.flows()));
        }
        sections.add(slowest(area, flow, period, now));
        sections.add(bursts(area, period));
        return new Report(
                place + period.inWords(now) + business + "诉求办理情况",
                area.unit().name(),
                "统计时段 " + DAY.format(period.from()) + "至" + DAY.format(period.to()) + "，统计于 " + TIME.format(now),
                sections,
                notes(figures));
    }

    private static Report.Section lines(Comparison compared) {
        Comparison.Past before = compared.before();
        Comparison.Past lastYear = compared.lastYear();
        return new Report.Section(
                "总体情况",
                "总体情况",
                before.name() + "：" + days(before) + "；" + lastYear.name() + "：" + days(lastYear) + "。",
                List.of("指标", "本期", before.name(), "比" + before.name(), lastYear.name(), "比" + lastYear.name()),
                compared.lines().stream()
                        .map(line -> List.<Object>of(
                                line.name(),
                                line.now(),
                                before.known() ? line.before() : "没有记录",
                                line.beforeChange(),
                                lastYear.known() ? line.lastYear() : "没有记录",
                                line.lastYearChange()))
                        .toList(),
                "");
    }

    private static String days(Comparison.Past past) {
        return DAY.format(past.from()) + "至" + DAY.format(past.to());
    }

    private static Report.Section grown(String title, Comparison.Growth growth) {
        String few = growth.few() == 0 ? "" : "另有 " + growth.few() + " 项不足 5 件，不列。";
        return new Report.Section(
                title,
                title,
                growth.known() ? "平常是" + growth.usualName() + "，折算成同样的天数。" + few : "",
                List.of("名称", "收到", "平常", "比平常"),
                growth.rows().stream()
                        .map(row -> List.<Object>of(
                                row.name(), row.received(), row.usual().toPlainString(), row.more()))
                        .toList(),
                growth.known() ? "没有比平常多的。" : growth.usualName() + "没有记录，不能比较。");
    }

    private static Report.Section rows(String title, List<Dashboard.Row> rows) {
        return new Report.Section(
                title,
                title,
                "",
                Stream.concat(Stream.of("名称", "收到", "办结"), RATES.stream()).toList(),
                rows.stream()
                        .map(row -> List.<Object>of(
                                row.name(),
                                row.received(),
                                row.closed(),
                                row.response().inWords(),
                                row.onTime().inWords(),
                                row.late().inWords(),
                                row.solved().inWords(),
                                row.satisfied().inWords(),
                                row.callBack().inWords()))
                        .toList(),
                "没有收到诉求。");
    }

    /** Of all steps in which cases waited, those with the longest median. */
    private Report.Section slowest(Area area, @Nullable String flow, ReportingPeriod period, Instant now) {
        record Slow(String business, StepWaits.Step step, int median) {}
        List<Slow> slow = new ArrayList<>();
        for (Map.Entry<String, String> business : diagrams.flows().entrySet()) {
            if (flow == null || flow.equals(business.getKey())) {
                steps.of(business.getKey(), area, period, now).steps().forEach(step -> {
                    if (step.median() != null) {
                        slow.add(new Slow(business.getValue(), step, step.median()));
                    }
                });
            }
        }
        return new Report.Section(
                "卡在哪一步",
                "卡在哪一步",
                "本期离开各环节的诉求等了多久，按中位数从长到短，最多 " + SLOWEST + " 个；不足 5 件的不列。",
                List.of("业务", "环节", "件次", "等待中位数"),
                slow.stream()
                        .sorted(Comparator.comparing(Slow::median).reversed())
                        .limit(SLOWEST)
                        .map(one -> List.<Object>of(
                                one.business(),
                                String.valueOf(one.step().name()),
                                String.valueOf(one.step().stays()),
                                one.step().medianInWords()))
                        .toList(),
                "本期没有可统计的环节。");
    }

    private Report.Section bursts(Area area, ReportingPeriod period) {
        return new Report.Section(
                "突增",
                "突增",
                "本期开始的突增：同一地点、同一类诉求比平常多出许多。",
                List.of("开始", "地点", "事项", "说明"),
                bursts.begun(area, period).stream()
                        .map(burst -> List.<Object>of(
                                DAY.format(burst.begunAt().atZone(PeopleTime.ZONE)),
                                burst.placeName(),
                                burst.categoryName(),
                                burst.words()))
                        .toList(),
                "本期没有突增。");
    }

    private static List<String> notes(Dashboard figures) {
        List<String> notes = new ArrayList<>(figures.rates().stream()
                .map(rate -> rate.name() + " = " + rate.formula() + "。")
                .toList());
        notes.add("“收到”按件数，“办结”和各率按每一轮办理；没有注明业务的，各率只算群众点单，窗口申请见“按业务”。");
        notes.add("不足 5 件的不统计比率，避免认出个人。这里没有对人的统计。");
        return notes;
    }
}
