package org.ganxian.insight.facts;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.ManyDemands;
import org.ganxian.engine.RunningCases;
import org.ganxian.platform.Tie;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The steps in which a case stands are those in which the engine has it. */
@Component
@RequiredArgsConstructor
class StayTie implements Tie {

    private final ManyDemands demands;
    private final RunningCases cases;
    private final PastStays past;
    private final Waits waits;
    private final NamedParameterJdbcTemplate jdbc;

    @Override
    public String id() {
        return "case-stays";
    }

    @Override
    public String title() {
        return "环节停留统计与流程";
    }

    @Override
    public List<Kept> after(String key, int most) {
        return demands.after(key, most);
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Map<String, Set<String>> stands = cases.stays(numbers, Waits.KINDS);
        Map<String, Set<String>> counted = counted(numbers);
        Set<String> strayed = waits.strayed(numbers);
        Map<String, String> found = new HashMap<>();
        for (String number : numbers) {
            if (!stands.getOrDefault(number, Set.of()).equals(counted.getOrDefault(number, Set.of()))) {
                found.put(number, "统计里的当前环节与流程所在的环节不一致");
            } else if (strayed.contains(number)) {
                found.put(number, "统计里当前环节的地点或期限与诉求不一致");
            }
        }
        return found;
    }

    private Map<String, Set<String>> counted(Collection<String> numbers) {
        Map<String, Set<String>> found = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.query(
                    "select number, id from insight_wait where number in (:numbers) and left_at is null",
                    Map.of("numbers", numbers),
                    row -> {
                        found.computeIfAbsent(row.getString(1), n -> new HashSet<>())
                                .add(row.getString(2));
                    });
        }
        return found;
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    @Override
    public void repair(String number) {
        Set<String> stands = cases.stays(List.of(number), Waits.KINDS).getOrDefault(number, Set.of());
        List<String> over = counted(List.of(number)).getOrDefault(number, Set.of()).stream()
                .filter(id -> !stands.contains(id))
                .toList();
        past.fillAndEnd(number, over);
        waits.tell(number);
    }
}
