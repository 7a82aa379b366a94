package org.ganxian.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** To whom tasks are offered, and who is linked to them otherwise. The engine tells of one task at a time, by three questions. */
@Component
@RequiredArgsConstructor
public class TaskLinks {

    /**
     * @param type the engine's
     * @param user their user name; null for a group
     * @param group its id; null for a person
     */
    public record Link(
            String type, @Nullable String user, @Nullable String group) {}

    private final NamedParameterJdbcTemplate jdbc;

    /** By id of the task, whoever asks; nothing for a task without any. */
    public Map<String, List<Link>> of(Collection<String> tasks) {
        Map<String, List<Link>> links = new HashMap<>();
        if (!tasks.isEmpty()) {
            jdbc.query(
                    "select TASK_ID_, TYPE_, USER_ID_, GROUP_ID_ from ACT_RU_IDENTITYLINK where TASK_ID_ in (:tasks)"
                            + " order by TYPE_, GROUP_ID_, USER_ID_",
                    Map.of("tasks", tasks),
                    row -> {
                        links.computeIfAbsent(row.getString(1), task -> new ArrayList<>())
                                .add(new Link(row.getString(2), row.getString(3), row.getString(4)));
                    });
        }
        return links;
    }

    /** By id of the group, whoever asks; nothing for one that is not there. */
    public Map<String, String> namesOf(Collection<String> groups) {
        Map<String, String> names = new HashMap<>();
        if (!groups.isEmpty()) {
            jdbc.query("select ID_, NAME_ from ACT_ID_GROUP where ID_ in (:groups)", Map.of("groups", groups), row -> {
                names.put(row.getString(1), row.getString(2));
            });
        }
        return names;
    }
}
