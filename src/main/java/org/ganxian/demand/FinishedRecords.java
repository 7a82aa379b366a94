package org.ganxian.demand;

import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records of other systems whose work was done there. They are kept to be found and read: no process, no task and no
 * clock, and none of the figures of this system's work.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FinishedRecords {

    private final Demands demands;

    /**
     * Keeps one.
     *
     * @param closedAt when the other system ended it; null when it does not say
     * @param answer what the resident was told there, at most {@link Demands#NOTE_LENGTH} characters; may be null
     * @throws Refusal as {@link Demands#register}
     */
    public Demand keep(NewDemand record, @Nullable Instant closedAt, @Nullable String answer, Actor actor) {
        Demand demand = demands.register(record, actor);
        demands.record(demand, Step.FINISHED_ELSEWHERE, actor, answer);
        if (closedAt != null) {
            demand.completeAt(closedAt);
        }
        return demand;
    }
}
