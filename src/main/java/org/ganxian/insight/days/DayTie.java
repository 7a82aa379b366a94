package org.ganxian.insight.days;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Tie;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The sums of a day are what a recount of the rows gives that are in them. Its number is the day. */
@Component
@RequiredArgsConstructor
class DayTie implements Tie {

    private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

    private final Days days;
    private final JdbcTemplate jdbc;

    @Override
    public String id() {
        return "day-sums";
    }

    @Override
    public String title() {
        return "按日汇总与逐件统计";
    }

    @Override
    public List<Kept> after(String key, int most) {
        LocalDate last = key.matches(DAY) ? LocalDate.parse(key) : FIRST;
        return jdbc.query(
                "select counted_day from insight_day where counted_day > ?"
                        + " union select counted_day from insight_day_lengths where counted_day > ?"
                        + " union select received_day from insight_case where summed = 1 and received_day > ?"
                        + " union select left_day from insight_wait where summed = 1 and left_day > ?"
                        + " order by 1 limit " + most,
                (row, i) -> {
                    String day = row.getObject(1, LocalDate.class).toString();
                    return new Kept(day, day);
                },
                last,
                last,
                last,
                last);
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Map<String, String> found = new HashMap<>();
        for (String number : numbers) {
            if (number.matches(DAY)) {
                LocalDate day = LocalDate.parse(number);
                if (!days.steadily(() -> days.kept(day).isSame(days.recounted(day)))) {
                    found.put(number, "这一天的汇总与逐件统计不一致");
                }
            }
        }
        return found;
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    @Override
    public void repair(String day) {
        days.renew(LocalDate.parse(day));
    }
}
