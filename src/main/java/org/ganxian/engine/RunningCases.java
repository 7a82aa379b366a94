package org.ganxian.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The processes of many cases, read at once: the engine's own queries find instances by one business key at a time. What
 * the present command has changed is not seen before it ends.
 */
@Component
@RequiredArgsConstructor
public class RunningCases {

    /**
     * @param process key of its definition
     * @param definition id of the version it runs on
     * @param number business key
     */
    public record Instance(String id, String process, String definition, String number) {}

    private static final String INSTANCES =
            "select ID_, PROC_DEF_KEY_, PROC_DEF_ID_, BUSINESS_KEY_ from ACT_RU_EXECUTION where PARENT_ID_ is null";
    private static final RowMapper<Instance> INSTANCE =
            (row, i) -> new Instance(row.getString(1), row.getString(2), row.getString(3), row.getString(4));

    private final NamedParameterJdbcTemplate jdbc;

    /** Key of the process that has this case; empty when none has it any more. */
    public Optional<String> processOf(String number) {
        return of(List.of(number)).stream().map(Instance::process).findFirst();
    }

    /** The instances of these cases that no other process has called. */
    public List<Instance> of(Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : jdbc.query(
                        INSTANCES + " and SUPER_EXEC_ is null and BUSINESS_KEY_ in (:numbers)",
                        Map.of("numbers", numbers),
                        INSTANCE);
    }

    /** Those of these cases that have an instance of this process, which theirs has called. */
    public Set<String> calledFor(String process, Collection<String> numbers) {
        return numbers.isEmpty()
                ? Set.of()
                : jdbc
                        .query(
                                INSTANCES + " and SUPER_EXEC_ is not null and PROC_DEF_KEY_ = :process"
                                        + " and BUSINESS_KEY_ in (:numbers)",
                                Map.of("process", process, "numbers", numbers),
                                INSTANCE)
                        .stream()
                        .map(Instance::number)
                        .collect(Collectors.toSet());
    }

    /** The next of these processes' instances behind this id, in the order of their ids. */
    public List<Instance> after(String id, Collection<String> processes, int most) {
        return processes.isEmpty()
                ? List.of()
                : jdbc.query(
                        INSTANCES + " and SUPER_EXEC_ is null and BUSINESS_KEY_ is not null and ID_ > :id"
                                + " and PROC_DEF_KEY_ in (:processes) order by ID_ limit " + most,
                        Map.of("id", id, "processes", processes),
                        INSTANCE);
    }

    /** Those of these instances that are there, by id. */
    public Map<String, Instance> existing(Collection<String> instances) {
        Map<String, Instance> found = new HashMap<>();
        if (!instances.isEmpty()) {
            jdbc.query(INSTANCES + " and ID_ in (:ids)", Map.of("ids", instances), INSTANCE)
                    .forEach(instance -> found.put(instance.id(), instance));
        }
        return found;
    }

    /**
     * Those of these rows whose process is not there, or that have none.
     *
     * @param instance the id of a row's process
     */
    public <T> List<T> orphans(List<T> rows, Function<? super T, @Nullable String> instance) {
        Set<String> there = existing(
                        rows.stream().map(instance).filter(Objects::nonNull).collect(Collectors.toSet()))
                .keySet();
        return rows.stream()
                .filter(row -> {
                    String id = instance.apply(row);
                    return id == null || !there.contains(id);
                })
                .toList();
    }

    /** Those of these instances in which somebody has a task or an event is waited for, there or in what they have called. */
    public Set<String> waiting(Collection<String> instances) {
        if (instances.isEmpty()) {
            return Set.of();
        }
        Map<String, ?> these = Map.of("ids", instances);
        Set<String> found = new HashSet<>(jdbc.queryForList(
                "select distinct PROC_INST_ID_ from ACT_RU_TASK where PROC_INST_ID_ in (:ids)", these, String.class));
        found.addAll(jdbc.queryForList(
                "select distinct PROC_INST_ID_ from ACT_HI_ACTINST where PROC_INST_ID_ in (:ids)"
                        + " and END_TIME_ is null and ACT_TYPE_ = 'eventBasedGateway'",
                these,
                String.class));
        // What theirs has called waits for others, or is about to.
        found.addAll(jdbc.queryForList(
                "select distinct s.PROC_INST_ID_ from ACT_RU_EXECUTION c join ACT_RU_EXECUTION s on s.ID_ = c.SUPER_EXEC_"
                        + " where s.PROC_INST_ID_ in (:ids) and (exists (select 1 from ACT_HI_ACTINST a where"
                        + " a.PROC_INST_ID_ = c.PROC_INST_ID_ and a.END_TIME_ is null and a.ACT_TYPE_ = 'eventBasedGateway')"
                        + " or exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = c.PROC_INST_ID_"
                        + " and j.TYPE_ = 'message'))",
                these,
                String.class));
        return found;
    }

    /**
     * Where these cases stand, those of processes that theirs has called included.
     *
     * @param kinds of activities, as the engine names them
     * @return ids of stays by the case's number
     */
    public Map<String, Set<String>> stays(Collection<String> numbers, Collection<String> kinds) {
        Map<String, Set<String>> found = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.query(
                    "select e.BUSINESS_KEY_, a.ID_ from ACT_RU_EXECUTION e join ACT_HI_ACTINST a"
                            + " on a.PROC_INST_ID_ = e.ID_ where e.PARENT_ID_ is null and e.BUSINESS_KEY_ in (:numbers)"
                            + " and a.END_TIME_ is null and a.ACT_TYPE_ in (:kinds)",
                    Map.of("numbers", numbers, "kinds", kinds),
                    row -> {
                        found.computeIfAbsent(row.getString(1), n -> new HashSet<>())
                                .add(row.getString(2));
                    });
        }
        return found;
    }
}
