package org.ganxian.insight.figures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.ganxian.insight.Show;
import org.ganxian.organization.Unit;
import org.jspecify.annotations.Nullable;

/** The figures of an area, as Cockpit's dashboard shows them. Every count is the length of a list in {@link Show}. */
record Dashboard(
        Instant asOf,
        int days,
        LocalDate from,
        LocalDate to,
        Place area,
        List<Place> trail,
        Today today,
        Open open,
        List<Rate> rates,
        Durations.Summary firstResponse,
        List<SupervisionEntry> ladder,
        List<Day> trend,
        Parts parts,
        List<Row> categories,
        List<Process> processes) {

    record Place(String code, String name) {
        static Place of(Unit unit) {
            return new Place(unit.code(), unit.name());
        }
    }

    record Today(int received, int closed) {}

    record Open(int total, int dueSoon, int dueToday, int overdue, int paused, List<Level> levels) {}

    record Level(String level, String name, int count) {}

    record Rate(
            String key,
            String name,
            String formula,
            String show,
            String showOf,
            @JsonUnwrapped Share share) {}

    record SupervisionEntry(String level, String name, int asked, int raised) {}

    record Day(LocalDate day, int received, int closed) {}

    record Parts(@Nullable String title, List<Row> rows) {}

    /** @param divisible whether it has parts of its own */
    record Row(
            String code,
            String name,
            boolean divisible,
            int open,
            int overdue,
            int received,
            int closed,
            Share response,
            Share solved,
            Share satisfied) {

        static Row of(String code, String name, boolean divisible, CaseCounts counts) {
            return new Row(
                    code,
                    name,
                    divisible,
                    counts.of(Show.OPEN),
                    counts.of(Show.OVERDUE),
                    counts.of(Show.RECEIVED),
                    counts.of(Show.CLOSED),
                    counts.response(),
                    counts.solving(),
                    counts.satisfaction());
        }
    }

    /** A diagram on which the waits can be seen. */
    record Process(String id, String key, String name) {}
}
