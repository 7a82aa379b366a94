package org.ganxian.insight.facts;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.ManyDemands;
import org.ganxian.platform.Tie;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is counted of a case is what a recount from its row, timeline, clocks, supervisions and ratings gives. */
@Component
@RequiredArgsConstructor
class CaseFactTie implements Tie {

    private final ManyDemands demands;
    private final FactFinder finder;
    private final CaseFacts facts;

    @Override
    public String id() {
        return "case-figures";
    }

    @Override
    public String title() {
        return "诉求与统计";
    }

    @Override
    public List<Kept> after(String key, int most) {
        return demands.after(key, most);
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Map<String, CaseFact> kept = facts.kept(numbers);
        Map<String, String> found = new HashMap<>();
        for (String number : numbers) {
            CaseFact counted = kept.get(number);
            finder.of(number).filter(fact -> !fact.equals(counted)).ifPresent(fact -> found.put(number, what(counted)));
        }
        return found;
    }

    private static String what(@Nullable CaseFact counted) {
        return counted == null ? "没有计入统计" : "统计里记的与诉求现状不一致";
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    @Override
    public void repair(String number) {
        facts.mend(number);
    }
}
