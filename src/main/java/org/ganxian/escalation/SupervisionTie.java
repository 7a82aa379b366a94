package org.ganxian.escalation;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.RunningCases;
import org.ganxian.escalation.Supervision.Outcome;
import org.ganxian.platform.Tie;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

/** A supervision that waits for an answer has a process in which somebody can answer. */
@Component
@RequiredArgsConstructor
class SupervisionTie implements Tie {

    interface Open extends Repository<Supervision, Long> {

        List<Supervision> findByEndedAtIsNullAndIdGreaterThanOrderById(long after, Limit most);

        List<Supervision> findBySubjectInAndEndedAtIsNullOrderById(Collection<String> subjects);
    }

    private final Open open;
    private final RunningCases cases;
    private final Clock clock;

    @Override
    public String id() {
        return "supervision-process";
    }

    @Override
    public String title() {
        return "督办与督办流程";
    }

    @Override
    public List<Kept> after(String key, int most) {
        long last = key.isEmpty() ? 0 : Long.parseLong(key);
        return open.findByEndedAtIsNullAndIdGreaterThanOrderById(last, Limit.of(most)).stream()
                .map(one -> new Kept(one.id().toString(), one.subject()))
                .toList();
    }

    @Override
    public Map<String, String> broken(Collection<String> numbers) {
        Map<String, String> found = new HashMap<>();
        unanswerable(numbers).forEach(one -> found.put(one.subject(), "督办还在等待答复，督办流程却已经不在"));
        return found;
    }

    private List<Supervision> unanswerable(Collection<String> numbers) {
        return cases.orphans(open.findBySubjectInAndEndedAtIsNullOrderById(numbers), Supervision::processInstance);
    }

    @Override
    public boolean isRepairable() {
        return true;
    }

    /** Ended as with its case: nobody can answer it any more. */
    @Override
    public void repair(String number) {
        unanswerable(List.of(number)).forEach(one -> one.end(Outcome.CASE_ENDED, null, clock.instant()));
    }
}
