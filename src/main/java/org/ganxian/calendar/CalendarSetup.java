package org.ganxian.calendar;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.setup.SetupPart;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Sampled;
import org.springframework.stereotype.Component;

/** The working days of this year and, from November on, of the next one; {@code ganxian.calendar.missing} counts those that lack. */
@Component
@RequiredArgsConstructor
class CalendarSetup implements SetupPart, MeterBinder {

    private final CalendarList.Repository lists;
    private final Clock clock;

    private List<Integer> without() {
        LocalDate today = LocalDate.now(clock.withZone(PeopleTime.ZONE));
        return (today.getMonthValue() < 11 ? List.of(today.getYear()) : List.of(today.getYear(), today.getYear() + 1))
                .stream()
                        .filter(year ->
                                lists.findByCalendarYearAndInForceTrue(year).isEmpty())
                        .toList();
    }

    @Override
    public List<Step> steps() {
        List<Integer> without = without();
        return List.of(new Step(
                60, "工作日历", without.isEmpty(), without.isEmpty() ? "已有" : inWords(without) + "还没有", "/desk/calendar"));
    }

    private static String inWords(List<Integer> years) {
        return years.stream().map(year -> year + " 年").collect(Collectors.joining("、"));
    }

    @Override
    public List<Missing> missing() {
        return without().stream()
                .map(year -> new Missing("时限", year + " 年没有工作日历：跨到那一年的时限只按周末推算", "/desk/calendar"))
                .toList();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Sampled<Integer> missing = new Sampled<>(() -> without().size());
        Gauge.builder("ganxian.calendar.missing", missing::get)
                .description("Years without a published list of days off: this one, from November on the next")
                .register(registry);
    }
}
