package org.ganxian.mediation.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;

/**
 * A quarter of a year, or all of it, in Asia/Shanghai: as returns are made, and no other lengths, which could be subtracted from
 * each other.
 *
 * @param quarter 1 to 4; 0 for the year
 */
public record FiguresPeriod(int year, int quarter) {

    private static final int FIRST_YEAR = 2000;
    private static final int MONTHS = 3;

    /** @throws Refusal 400 for what is no quarter, or has not begun */
    static FiguresPeriod asked(String text, LocalDate today) {
        if (text.isEmpty()) {
            return new FiguresPeriod(today.getYear(), 0);
        } else if (!text.matches("\\d{4}(-[1-4])?")) {
            throw Refusal.invalid("时段应写成 2026 或 2026-3（第三季度）");
        }
        FiguresPeriod asked = new FiguresPeriod(
                Integer.parseInt(text.substring(0, 4)), text.length() == 4 ? 0 : Integer.parseInt(text.substring(5)));
        if (asked.year < FIRST_YEAR || asked.begins().isAfter(today)) {
            throw Refusal.invalid("时段从 " + FIRST_YEAR + " 年起，不能在今天以后");
        }
        return asked;
    }

    /** Of a year its quarters; none for a quarter. */
    List<FiguresPeriod> quarters() {
        return quarter > 0
                ? List.of()
                : IntStream.rangeClosed(1, 4)
                        .mapToObj(one -> new FiguresPeriod(year, one))
                        .toList();
    }

    private LocalDate begins() {
        return LocalDate.of(year, quarter == 0 ? 1 : (quarter - 1) * MONTHS + 1, 1);
    }

    Instant from() {
        return begins().atStartOfDay(PeopleTime.ZONE).toInstant();
    }

    /** The first instant that is no longer of it. */
    Instant to() {
        return begins().plusMonths(quarter == 0 ? 4L * MONTHS : MONTHS)
                .atStartOfDay(PeopleTime.ZONE)
                .toInstant();
    }

    /** As addresses say it. */
    public String value() {
        return quarter == 0 ? String.valueOf(year) : year + "-" + quarter;
    }

    /** zh-CN. */
    public String title() {
        return quarter == 0 ? year + " 年" : year + " 年第 " + quarter + " 季度";
    }
}
