package org.ganxian.insight.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.MyTasks;
import org.ganxian.insight.VisibleCases;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.search.CaseSearch;
import org.ganxian.search.CaseSearch.Among;
import org.ganxian.search.Wanted;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases that whoever is logged in finds: those of the area that they look after, those that have a task of theirs, and those that
 * they registered at the desk.
 */
@Component
@RequiredArgsConstructor
class FoundCases {

    /** More make nobody find anything. */
    static final int MOST = 100;

    private static final String SEARCHED = "cases-searched";
    private static final Set<Duty> AT_THE_DESK = Set.of(Duty.CLERK, Duty.ADMIN);

    /** Of one person; whoever has more tasks than that looks after a place. */
    private static final int MOST_TASKS = 5_000;

    private final CaseSearch search;
    private final VisibleCases visible;
    private final MyTasks tasks;
    private final OwnDuties ownDuties;
    private final NamedParameterJdbcTemplate jdbc;
    private final CurrentActor actors;
    private final Audit audit;

    /** Which ones of those that may be seen. */
    enum State {
        ALL("全部", ""),
        OPEN("办理中", " and c.is_open = true"),
        DONE("已了结", " and c.is_open = false");

        private final String title;
        private final String condition;

        State(String title, String condition) {
            this.title = title;
            this.condition = condition;
        }

        public String title() {
            return title;
        }
    }

    /**
     * Numbers, at most one more than {@link #MOST}. That somebody looked is on record, with what they looked for masked.
     *
     * @param category of the first level; empty for all
     */
    @Transactional
    List<String> of(Wanted wanted, String typed, State state, String category, boolean oldestFirst) {
        Among mine = mine();
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        String all = state.condition;
        if (!category.isEmpty()) {
            parameters.put("category", category);
            all += " and c.category = :category";
        }
        List<String> found = search.find(wanted, new Among(mine.any(), all, parameters), oldestFirst, MOST + 1);
        audit.record(actors.get(), SEARCHED, subject(wanted, typed, found.size()));
        return found;
    }

    /** Nothing of a person: a telephone number and each word masked as a name. */
    private static String subject(Wanted wanted, String typed, int found) {
        String what = wanted.phone() != null
                ? "电话 " + Masks.phone(wanted.phone())
                : wanted.external() != null
                        ? "外部编号"
                        : "文字 " + Masks.name(typed.strip().split("\\s+")[0]);
        return what + "，" + (found > MOST ? MOST + " 件以上" : found + " 件");
    }

    private Among mine() {
        VisibleCases.Seen seen = visible.seen();
        if (seen.condition().equals("1 = 1")) {
            return new Among(List.of(seen.condition()), "", seen.parameters());
        }
        Map<String, Object> parameters = new HashMap<>(seen.parameters());
        List<String> any = new ArrayList<>(List.of(seen.condition()));
        Set<String> worked = tasks.numbers(MOST_TASKS);
        if (!worked.isEmpty()) {
            parameters.put("worked", worked);
            any.add("c.number in (:worked)");
        }
        if (isAtTheDesk()) {
            parameters.put("me", actors.get().id());
            any.add("c.demand_id in (select d.id from demand d where d.registered_by = :me)");
        }
        return new Among(any, "", parameters);
    }

    private boolean isAtTheDesk() {
        return ownDuties.include(AT_THE_DESK);
    }

    /**
     * Where the logged-in person sees a case.
     *
     * @param phone whether they hold one
     * @return a path; empty for a case that they may not see, or that is not there
     */
    @Transactional(readOnly = true)
    Optional<String> pathTo(String number, boolean phone) {
        VisibleCases.Seen seen = visible.seen();
        if (isAmong(number, new Among(List.of(seen.condition()), "", seen.parameters()))) {
            return Optional.of("/desk/cases/" + number);
        }
        Optional<String> task = tasks.idFor(number);
        if (task.isPresent()) {
            return task.map(id -> phone ? "/m/tasks/" + id : "/camunda/app/tasklist/default/#/?task=" + id);
        }
        return isAmong(number, mine()) ? Optional.of("/desk/demands/" + number) : Optional.empty();
    }

    private boolean isAmong(String number, Among some) {
        Map<String, Object> parameters = new HashMap<>(some.parameters());
        parameters.put("number", number);
        return !jdbc.queryForList(
                        "select 1 from insight_case c where c.number = :number and " + some.condition(), parameters)
                .isEmpty();
    }
}
