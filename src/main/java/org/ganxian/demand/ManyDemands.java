package org.ganxian.demand;

import java.util.Collection;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Tie.Kept;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Many demands at once: gone through page by page, or kept from others in one order. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ManyDemands {

    private final DemandRepository repository;
    private final DemandLocks locks;
    private final Demands demands;

    /**
     * The next demands behind this one, in the order in which they came.
     *
     * @param key of the last one; empty to begin with
     */
    @Transactional(readOnly = true)
    public List<Kept> after(String key, int most) {
        return repository.after(key.isEmpty() ? 0 : Long.parseLong(key), Limit.of(most)).stream()
                .map(found -> new Kept(Long.toString(found.id()), found.number()))
                .toList();
    }

    /**
     * As {@link Demands#take}, of many: locked in the order of their ids, whatever the order of the numbers. Unknown
     * numbers are left out.
     */
    public List<Demand> take(Collection<String> numbers) {
        List<Demand> some = demands.all(numbers);
        locks.take(some);
        return some;
    }

    /**
     * Lets a follower, which was taken, go its own way again. It is registered anew and without a process until the
     * caller starts one.
     *
     * @param reason zh-CN, what it is told
     */
    public void letGo(Demand follower, String reason) {
        demands.record(follower, Step.UNMERGED, Actor.SYSTEM, reason);
        follower.leaveMaster();
    }

    /**
     * As {@link #letGo}, because its resident says that it is another matter; whatever has become of the master.
     *
     * @param actor the resident, or who says it for them
     * @throws Refusal 409 when it follows nobody
     */
    public void object(Demand follower, Actor actor, String reason) {
        demands.record(follower, Step.OBJECTED, actor, reason);
        follower.leaveMaster();
    }

    /** Those that are answered with this demand, not taken. */
    @Transactional(readOnly = true)
    public List<Demand> followersOf(Demand master) {
        return repository.findByMasterIdAndStatusOrderById(master.id(), Status.MERGED);
    }
}
