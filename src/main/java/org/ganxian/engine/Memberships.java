package org.ganxian.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who is in which group, of everybody at once: the engine's own queries ask about one person at a time. */
@Component
@RequiredArgsConstructor
public class Memberships {

    private final JdbcTemplate jdbc;

    /** Ids of groups by user name; whoever is in none is missing. */
    public Map<String, Set<String>> all() {
        Map<String, Set<String>> groups = new HashMap<>();
        jdbc.query("select USER_ID_, GROUP_ID_ from ACT_ID_MEMBERSHIP", row -> {
            groups.computeIfAbsent(row.getString(1), u -> new HashSet<>()).add(row.getString(2));
        });
        return groups;
    }
}
