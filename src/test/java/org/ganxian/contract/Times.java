package org.ganxian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.sla.Milestone;
import org.springframework.jdbc.core.JdbcTemplate;

/** When the timers of a case fire and its tasks are due: as its clocks say, and at no other time. */
final class Times {

    private final JdbcTemplate jdbc;

    Times(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void assertAreThoseOfTheClocks(Journey journey, String after) {
        String number = journey.demand().number();
        for (Job job : journey.timers()) {
            String timer = journey.activityOf(job);
            boolean warns = timer.endsWith("-warning");
            Milestone step =
                    Milestone.ofId(timer.replaceFirst("-(due|warning)$", "")).orElseThrow();
            String time = warns ? "warn_at" : "due_at";
            String ofStep = "step = '" + step.name() + "' and paused_at is ";
            Instant due = seconds(job.getDuedate().toInstant());
            // While a clock is stopped its timer waits for the latest end of the pause.
            assertThat(clocks(number, time, ofStep + "null").contains(due)
                            || clocks(number, time, ofStep + "not null").stream()
                                    .anyMatch(due::isAfter))
                    .as("%s of %s after %s is at %s, a time of its clock", timer, number, after, due)
                    .isTrue();
        }
        for (Task task : journey.tasks()) {
            assertThat(journey.groupsOf(task))
                    .as("who may do " + task.getTaskDefinitionKey())
                    .isNotEmpty();
            assertThat(task.getDueDate())
                    .as("when %s is due after %s", task, after)
                    .isNotNull();
            assertThat(clocks(number, "due_at", "1 = 1"))
                    .as("when %s is due after %s", task.getTaskDefinitionKey(), after)
                    .contains(seconds(task.getDueDate().toInstant()));
        }
    }

    private List<Instant> clocks(String number, String time, String where) {
        return jdbc.query(
                "select " + time + " from sla_clock where subject = ? and " + where,
                (row, i) -> seconds(row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC)),
                number);
    }

    /** The engine keeps milliseconds, the clocks more. */
    private static Instant seconds(Instant instant) {
        return Instant.ofEpochSecond(Math.round(instant.toEpochMilli() / 1000.0));
    }
}
