package org.ganxian.privacy;

import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.privacy.PersonalData;
import org.ganxian.privacy.retention.Retention;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases what is personal of a case: name, telephone, address, texts, photos, papers. Its number, times, category, steps
 * and figures stay. What the law wants kept is not erased, whoever asks.
 */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Erasure {

    private static final String ERASED = "personal-data-erased";

    private final Demands demands;
    private final Retention retention;
    private final List<PersonalData> all;
    private final Audit audit;

    /** Why it has to be kept, zh-CN; empty when it may go. */
    @Transactional(readOnly = true)
    public Optional<String> whyKept(Demand demand) {
        if (!demand.status().isFinal()) {
            return Optional.of("还没有了结（" + demand.status().title() + "）");
        } else if (demands.masterOf(demand)
                .filter(master -> !master.status().isFinal())
                .isPresent()) {
            return Optional.of("并入的诉求还没有了结");
        }
        return retention.keptUntil(demand).map(last -> "按档案保存期限应保存到 " + last);
    }

    /**
     * Erases one, once it stands still, unless it has to be kept.
     *
     * @param why zh-CN, for the timeline
     * @return why it was kept, zh-CN; empty when it is erased
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public Optional<String> erase(String number, Actor by, String why) {
        Demand demand = demands.take(number);
        Optional<String> kept = whyKept(demand);
        if (kept.isEmpty()) {
            demands.record(demand, Step.ERASED, by, why);
            PersonalData.Case one = new PersonalData.Case(demand.id(), number);
            all.forEach(part -> part.erase(one));
            audit.record(by, ERASED, number);
        }
        return kept;
    }
}
