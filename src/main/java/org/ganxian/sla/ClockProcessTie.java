package org.ganxian.sla;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ganxian.engine.RunningCases;
import org.ganxian.platform.Tie;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** A clock that runs belongs to a process that runs. */
@Component
@RequiredArgsConstructor
class ClockProcessTie implements Tie {

    private final SlaClock.Repository clocks;
    private final SlaClocks slaClocks;
    private final RunningCases cases;
    private final HistoryService history;
    private final Clock clock;

    @Override
    public String id() {
        return "clock-process";
    }

    @Override
    public String title() {
        return "计时与流程";
    }

    @Override
    public List<Kept> after(String key, int most) {
        return running(clocks, key, most);
    }

    /** The next clocks that run behind the one of this id. */
    static List<Kept> running(SlaClock.Repository clocks, String key, int most) {
        long last = key.isEmpty() ? 0 : Long.parseLong(key);
        return clocks.findByEndedAtIsNullAndIdGreaterThanOrderById(last, Limit.of(most)).stream()
                .map(one -> new Kept(one.id().toString(), one.subject()))
                .toList();
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Map<String, String> found = new HashMap<>();
        orphans(numbers)
                .forEach(one -> found.put(
                        one.subject(), "“%s”计时还在走，流程却已经不在".formatted(one.step().title())));
        return found;
    }

    private List<SlaClock> orphans(Collection<String> numbers) {
        return cases.orphans(clocks.findBySubjectInAndEndedAtIsNullOrderById(numbers), SlaClock::processInstance);
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    /** They stop when their process did, as far as history knows. */
    @Override
    public void repair(String number) {
        orphans(List.of(number)).stream()
                .map(SlaClock::processInstance)
                .distinct()
                .forEach(instance -> slaClocks.stopIn(instance, endOf(instance)));
    }

    private Instant endOf(String instance) {
        HistoricProcessInstance past = history.createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult();
        return past == null || past.getEndTime() == null
                ? clock.instant()
                : past.getEndTime().toInstant();
    }
}
