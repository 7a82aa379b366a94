package org.ganxian.engine.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.OutsideWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which of the jobs that this node has just taken wait for somebody outside, read for all of them at once. */
@RequiredArgsConstructor
class WaitingOutside {

    /** @param key business key of the process that has this job */
    record Job(OutsideWork work, String key) {}

    private static final String WAITING = "select J.ID_, J.PROCESS_DEF_KEY_, P.BUSINESS_KEY_ from ACT_RU_JOB J"
            + " join ACT_RU_EXECUTION P on P.ID_ = J.PROCESS_INSTANCE_ID_ where P.BUSINESS_KEY_ is not null"
            + " and J.ID_ in (%s) and J.PROCESS_DEF_KEY_ in (%s)";

    private final JdbcTemplate jdbc;
    private final ObjectProvider<OutsideWork> works;

    /** By job; those that do not wait outside, too. What another node runs after all is forgotten in time. */
    private final Cache<String, Optional<Job>> seen =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** @param taken jobs that a thread of this node will soon ask for, in batches */
    void lookAt(Collection<List<String>> taken) {
        List<String> jobs = taken.stream().flatMap(Collection::stream).toList();
        if (!jobs.isEmpty()) {
            Map<String, Job> waiting = read(jobs);
            jobs.forEach(job -> seen.put(job, Optional.ofNullable(waiting.get(job))));
        }
    }

    /** What this job waits for, for the one who runs it now. */
    Optional<Job> forget(String job) {
        Optional<Job> known = seen.asMap().remove(job);
        return known == null ? Optional.ofNullable(read(List.of(job)).get(job)) : known;
    }

    private Map<String, Job> read(List<String> jobs) {
        Map<String, OutsideWork> byProcess =
                works.stream().collect(Collectors.toMap(OutsideWork::process, Function.identity()));
        Map<String, Job> waiting = new HashMap<>();
        jdbc.query(
                WAITING.formatted(marks(jobs.size()), marks(byProcess.size())),
                row -> {
                    waiting.put(
                            row.getString(1),
                            new Job(Objects.requireNonNull(byProcess.get(row.getString(2))), row.getString(3)));
                },
                Stream.concat(jobs.stream(), byProcess.keySet().stream()).toArray());
        return waiting;
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
