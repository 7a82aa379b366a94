package org.ganxian.insight.figures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganxian.insight.Show;
import org.ganxian.insight.bursts.Burst;
import org.ganxian.organization.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an area, as Cockpit's dashboard shows them. Every count is the length of a list in {@link Show}.
 *
 * @param today what came and went on the day of {@code asOf}, whatever the period
 * @param period what addresses say for it
 * @param periodName zh-CN
 * @param flow key of the process that all of it is limited to; null for all. Then the rates are those of orders, and
 *     {@code flows} has those of each
 */
public record Dashboard(
        Instant asOf,
        int days,
        Map<String, String> period,
        String periodName,
        LocalDate from,
        LocalDate to,
        Place area,
        List<Place> trail,
        @Nullable String flow,
        Today today,
        Open open,
        FollowUp followUp,
        Received received,
        List<Rate> rates,
        Durations.Summary firstResponse,
        List<SupervisionEntry> ladder,
        List<Day> trend,
        Parts parts,
        List<Row> categories,
        List<Row> flows,
        List<Process> processes,
        List<Burst> bursts) {

    public record Place(String code, String name) {
        static Place of(Unit unit) {
            return new Place(unit.code(), unit.name());
        }
    }

    record Today(LocalDate day, int received, int closed) {}

    record Open(int total, int dueSoon, int dueToday, int overdue, int paused, List<Level> levels) {}

    /** Unhappy residents who wait to be called back, or for what was promised them then. */
    record FollowUp(int waiting, int overdue) {}

    /** What has become of what was received in the period. */
    record Received(int total, int open, int done, int ended) {}

    record Level(String level, String name, int count) {}

    public record Rate(
            String key,
            String name,
            String formula,
            String flow,
            String show,
            String showOf,
            @JsonUnwrapped Share share) {}

    record SupervisionEntry(String level, String name, int asked, int raised) {}

    /** @param reported as it was reported in the night after the day; null while it was not */
    record Day(
            LocalDate day,
            int received,
            int closed,
            @Nullable Reported reported) {}

    /** @param corrections later editions, in which another number was found */
    record Reported(int received, int closed, int inTime, int late, Instant madeAt, List<Reported> corrections) {

        /** @param later oldest first; one that says the same of this area as the one before says nothing new */
        Reported correctedBy(List<Reported> later) {
            List<Reported> found = new ArrayList<>();
            Reported before = this;
            for (Reported edition : later) {
                if (!edition.saysTheSameAs(before)) {
                    found.add(edition);
                }
                before = edition;
            }
            return new Reported(received, closed, inTime, late, madeAt, List.copyOf(found));
        }

        private boolean saysTheSameAs(Reported other) {
            return received == other.received && closed == other.closed && inTime == other.inTime && late == other.late;
        }
    }

    public record Parts(@Nullable String title, List<Row> rows) {}

    /** @param divisible whether it has parts of its own */
    public record Row(
            String code,
            String name,
            boolean divisible,
            int open,
            int overdue,
            int received,
            int closed,
            Share response,
            Share onTime,
            Share late,
            Share solved,
            Share satisfied,
            Share callBack) {

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
                    counts.onTime(),
                    counts.late(),
                    counts.solving(),
                    counts.satisfaction(),
                    counts.callingBack());
        }
    }

    /** A diagram on which the waits can be seen. */
    record Process(String id, String key, String name) {}
}
