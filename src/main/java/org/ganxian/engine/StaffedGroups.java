package org.ganxian.engine;

import java.util.HashSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which groups have somebody in them, read at once: the engine's own queries ask group by group. */
@Component
@RequiredArgsConstructor
public class StaffedGroups {

    private final JdbcTemplate jdbc;

    /** Ids of all groups with at least one user. */
    public Set<String> all() {
        return new HashSet<>(jdbc.queryForList("select distinct GROUP_ID_ from ACT_ID_MEMBERSHIP", String.class));
    }
}
