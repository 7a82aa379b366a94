package org.ganxian.organization.setup;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.EngineClock;
import org.ganxian.organization.units.UnitAdministrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Leads the city's administrator through the first hour, until all is there or the guide is put away. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SetupGuide {

    private final List<SetupPart> parts;
    private final UnitAdministrators administrators;
    private final JdbcTemplate jdbc;
    private final Audit audit;

    /**
     * How many steps whoever calls is to be reminded of: those that are done on pages. 0 for everybody but the city's
     * administrators.
     */
    public long left() {
        return administrators.isOfTheCity() && !isPutAway()
                ? steps().stream()
                        .filter(step -> !step.done() && !step.link().isEmpty())
                        .count()
                : 0;
    }

    List<SetupPart.Step> steps() {
        return parts.stream()
                .flatMap(part -> part.steps().stream())
                .sorted(Comparator.comparing(SetupPart.Step::order))
                .toList();
    }

    List<SetupPart.Missing> missing() {
        return parts.stream().flatMap(part -> part.missing().stream()).toList();
    }

    boolean isPutAway() {
        return !jdbc.queryForList("select id from setup_put_away", Integer.class)
                .isEmpty();
    }

    @Transactional
    public void putAway(Actor by) {
        if (!isPutAway()) {
            jdbc.update(
                    "insert into setup_put_away (id, put_by, put_at) values (1, ?, ?)",
                    by.id(),
                    LocalDateTime.ofInstant(EngineClock.now(), ZoneOffset.UTC));
            audit.record(by, "setup-put-away", "setup");
        }
    }

    @Transactional
    public void reopen(Actor by) {
        if (jdbc.update("delete from setup_put_away") > 0) {
            audit.record(by, "setup-reopened", "setup");
        }
    }
}
