package org.ganxian.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganxian.demand.DemandTie;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Every case can be found. One that an older version took in, beside a newer one, is written anew. While a rebuild is under way it says
 * nothing: that says itself what lacks.
 */
@Component
class SearchTie extends DemandTie {

    private final Entries entries;
    private final Demands demands;
    private final SearchRebuilds rebuilds;
    private final NamedParameterJdbcTemplate jdbc;

    SearchTie(
            ManyDemands many,
            Entries entries,
            Demands demands,
            SearchRebuilds rebuilds,
            NamedParameterJdbcTemplate jdbc) {
        super("search-entry", "诉求与搜索", many);
        this.entries = entries;
        this.demands = demands;
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        if (numbers.isEmpty() || rebuilds.running().isPresent()) {
            return Map.of();
        }
        Set<String> found = new HashSet<>(jdbc.queryForList(
                "select d.number from demand d join search_entry e on e.demand_id = d.id"
                        + " where d.number in (:numbers)",
                Map.of("numbers", numbers),
                String.class));
        Map<String, String> broken = new HashMap<>();
        numbers.stream().filter(number -> !found.contains(number)).forEach(number -> broken.put(number, "搜索不到"));
        return broken;
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    @Override
    public void repair(String number) {
        entries.renew(List.of(demands.get(number)));
    }
}
