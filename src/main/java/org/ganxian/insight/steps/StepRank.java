package org.ganxian.insight.steps;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ganxian.insight.figures.StepWaits;
import org.jspecify.annotations.Nullable;

/** The steps of a flow, those first that hold most cases up: by late cases, then by open ones, then by the usual wait. */
final class StepRank {

    /**
     * @param place from 1
     * @param median zh-CN
     * @param holdsUp whether anything is late there: the diagram shows it
     */
    record Row(int place, String activity, String name, int open, int overdue, String median, boolean holdsUp) {}

    private StepRank() {}

    static List<Row> of(List<StepWaits.Step> steps) {
        List<StepWaits.Step> sorted = steps.stream()
                .sorted(Comparator.comparing(StepWaits.Step::overdue)
                        .thenComparing(StepWaits.Step::open)
                        .thenComparing(StepRank::median)
                        .reversed()
                        .thenComparing(StepWaits.Step::activity))
                .toList();
        return IntStream.range(0, sorted.size())
                .mapToObj(i -> row(i + 1, sorted.get(i)))
                .toList();
    }

    private static int median(StepWaits.Step step) {
        Integer median = step.median();
        return median == null ? 0 : median;
    }

    private static Row row(int place, StepWaits.Step step) {
        @Nullable String name = step.name();
        return new Row(
                place,
                step.activity(),
                Objects.requireNonNullElse(name, step.activity()),
                step.open(),
                step.overdue(),
                step.medianInWords(),
                step.overdue() > 0);
    }
}
