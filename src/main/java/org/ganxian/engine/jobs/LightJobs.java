package org.ganxian.engine.jobs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.LightTimers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Puts the {@link LightTimers} among the jobs that this node has just taken together, a few at a time. */
@RequiredArgsConstructor
class LightJobs {

    /** So many hold their cases no longer than a person's step holds one. */
    private static final int TOGETHER = 10;

    private static final String LIGHT = "select ID_ from ACT_RU_JOB where ID_ in (:jobs) and HANDLER_CFG_ in (:timers)";

    /** Jobs of different cases that are fired in one transaction. */
    static final class Few extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Few(List<String> jobs) {
            super(jobs);
        }
    }

    private final NamedParameterJdbcTemplate jdbc;
    private final ObjectProvider<LightTimers> timers;

    /**
     * @param batches of the engine, each for one thread; jobs of one case, which must run in turn, stand in one already.
     *     Changed in place, since the engine takes those out of it that another node was quicker to take.
     */
    void gather(List<List<String>> batches) {
        List<String> single = batches.stream()
                .filter(batch -> batch.size() == 1)
                .map(batch -> batch.get(0))
                .toList();
        if (single.size() < 2) {
            return;
        }
        Set<String> light = lightOf(single);
        List<String> gathered = single.stream().filter(light::contains).toList();
        batches.removeIf(batch -> batch.size() == 1 && light.contains(batch.get(0)));
        for (int first = 0; first < gathered.size(); first += TOGETHER) {
            batches.add(new Few(gathered.subList(first, Math.min(first + TOGETHER, gathered.size()))));
        }
    }

    private Set<String> lightOf(List<String> jobs) {
        Set<String> ids = timers.stream().flatMap(some -> some.ids().stream()).collect(Collectors.toSet());
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(LIGHT, Map.of("jobs", jobs, "timers", ids), String.class));
    }
}
