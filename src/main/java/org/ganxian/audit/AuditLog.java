package org.ganxian.audit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.StaffDirectory;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Tie;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds lines, newest first, each page behind the last line of the one before: ten million lines cost a page no more
 * than ten thousand.
 */
@Component
@RequiredArgsConstructor
class AuditLog {

    private static final String LINES = "select id, actor_id, action, subject, happened_at from audit_entry where ";
    private static final String ORDER = " order by happened_at desc, id desc";
    private static final int AT_ONCE = 1_000;

    /** What narrows the lines down. */
    private record Query(String condition, Map<String, Object> parameters, boolean isEmpty) {}

    private final NamedParameterJdbcTemplate jdbc;
    private final StaffDirectory staff;
    private final Units units;
    private final List<Tie> ties;

    /**
     * @param scope the unit at the top of what may be read
     * @param before as {@link AuditLine#place}; null for the newest
     * @throws Refusal 404 for a unit outside the scope
     */
    List<AuditLine> find(AuditFilter filter, Unit scope, @Nullable String before, int most) {
        return find(query(filter, scope), before, most);
    }

    /** Every line, as {@link #find}, without all of them being in memory. */
    void each(AuditFilter filter, Unit scope, Consumer<List<AuditLine>> some) {
        Query query = query(filter, scope);
        String before = null;
        List<AuditLine> lines;
        do {
            lines = find(query, before, AT_ONCE);
            some.accept(lines);
            before = lines.isEmpty() ? null : lines.get(lines.size() - 1).place();
        } while (lines.size() == AT_ONCE);
    }

    /** Whether there are more than so many. */
    boolean hasMoreThan(int lines, AuditFilter filter, Unit scope) {
        Query query = query(filter, scope);
        Map<String, Object> parameters = new HashMap<>(query.parameters());
        parameters.put("most", lines + 1);
        Integer counted = query.isEmpty()
                ? Integer.valueOf(0)
                : jdbc.queryForObject(
                        "select count(*) from (select id from audit_entry where " + query.condition()
                                + " limit :most) few",
                        parameters,
                        Integer.class);
        return counted != null && counted > lines;
    }

    private List<AuditLine> find(Query query, @Nullable String before, int most) {
        if (query.isEmpty()) {
            return List.of();
        }
        Map<String, Object> parameters = new HashMap<>(query.parameters());
        String behind = "";
        if (before != null) {
            AuditLine.Place place = AuditLine.Place.of(before);
            parameters.put("at", place.at());
            parameters.put("id", place.id());
            behind = " and happened_at <= :at and (happened_at < :at or id < :id)";
        }
        parameters.put("most", most);
        return jdbc.query(
                LINES + query.condition() + behind + ORDER + " limit :most",
                parameters,
                (row, i) -> new AuditLine(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
    }

    private Query query(AuditFilter filter, Unit scope) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        Set<String> actors = actors(filter, scope);
        if (actors != null) {
            conditions.add("actor_id in (:actors)");
            parameters.put("actors", actors);
        }
        if (filter.action().isEmpty()) {
            conditions.add(filter.logins() ? "action in (:logins)" : "action not in (:logins)");
            parameters.put("logins", AuditWords.LOGINS);
        } else {
            conditions.add("action = :action");
            parameters.put("action", filter.action());
        }
        if (!filter.about().isEmpty()) {
            // Alone, or with a word behind it.
            conditions.add("(subject = :about or subject >= :aboutWith and subject < :aboutEnd or subject in (:ties))");
            parameters.put("about", filter.about());
            parameters.put("aboutWith", filter.about() + " ");
            parameters.put("aboutEnd", filter.about() + "!");
            parameters.put(
                    "ties",
                    ties.stream().map(tie -> tie.id() + " " + filter.about()).toList());
        }
        if (filter.from() != null) {
            conditions.add("happened_at >= :from");
            parameters.put("from", begin(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("happened_at < :to");
            parameters.put("to", begin(filter.to().plusDays(1)));
        }
        return new Query(String.join(" and ", conditions), parameters, actors != null && actors.isEmpty());
    }

    private static LocalDateTime begin(LocalDate day) {
        return LocalDateTime.ofInstant(day.atStartOfDay(PeopleTime.ZONE).toInstant(), ZoneOffset.UTC);
    }

    /** User names of those whose deeds are looked for; null for everybody. */
    private @Nullable Set<String> actors(AuditFilter filter, Unit scope) {
        String unit = filter.unit().isEmpty() ? scope.code() : filter.unit();
        if (!units.isWithin(unit, scope.code())) {
            throw Refusal.notFound("您的审计范围内没有这个单位");
        }
        Set<String> within = unit.equals(units.city().code()) ? null : new HashSet<>(staff.within(unit));
        if (filter.person().isEmpty()) {
            return within;
        }
        Set<String> called = new HashSet<>(staff.called(filter.person()));
        // Also of somebody who is on the roster no more.
        called.add(filter.person());
        if (within != null) {
            called.retainAll(within);
        }
        return called;
    }
}
