package org.ganxian.demand;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Tie.Kept;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Many demands at once: gone through page by page, or kept from others in one order. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ManyDemands {

    /**
     * What an order is routed by.
     *
     * @param category code
     * @param place code; null when unknown
     */
    public record Placed(
            String number, String category, @Nullable String place) {}

    /** What a resident wrote. */
    public record Written(String number, String title, String description) {}

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

    /** Orders received since then that went by the rules, newest first; reports of danger do not. */
    @Transactional(readOnly = true)
    public List<Placed> routedSince(Instant since, int most) {
        return repository.routedSince(since, Limit.of(most));
    }

    /** What was written in those that came in since then, newest first. */
    @Transactional(readOnly = true)
    public List<Written> writtenSince(Instant since, int most) {
        return repository.writtenSince(since, Limit.of(most));
    }

    /** Numbers of those that came in since then and have gone nowhere yet. */
    @Transactional(readOnly = true)
    public List<String> registeredOnly(Priority priority, Instant since) {
        return repository.registeredOnly(priority, since);
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

    /** Where a process has it. What follows another one is routed anew if it ever goes its own way again. */
    private static Set<Status> going() {
        Set<Status> going = EnumSet.allOf(Status.class);
        going.removeIf(Status::isFinal);
        return going;
    }

    /**
     * How many demands that are not over lie in these places or are served by these units.
     *
     * @param others numbers of those that have to do with these units otherwise
     */
    @Transactional(readOnly = true)
    public long countAt(Collection<String> units, Collection<String> others) {
        return units.isEmpty() ? 0 : repository.countAt(units, others, going());
    }

    /** A page of them, oldest first. */
    @Transactional(readOnly = true)
    public List<Demand> at(Collection<String> units, Collection<String> others, Pageable page) {
        return units.isEmpty() ? List.of() : repository.at(units, others, going(), page);
    }

    /**
     * The numbers of all of them, oldest first.
     *
     * @param words that their address has; empty for all
     */
    @Transactional(readOnly = true)
    public List<String> numbersAt(Collection<String> units, Collection<String> others, String words) {
        String literal = words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return units.isEmpty()
                ? List.of()
                : repository.numbersAt(units, others, going(), literal).stream()
                        .map(DemandRepository.Found::number)
                        .toList();
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

    /**
     * As {@link #letGo}, because somebody of the unit that merged it takes that back.
     *
     * @param actor who does
     * @throws Refusal 409 when it follows nobody
     */
    public void unmerge(Demand follower, Actor actor, String reason) {
        demands.record(follower, Step.UNMERGED, actor, reason);
        follower.leaveMaster();
    }

    /**
     * A page of the demands of these units that follow another one since then.
     *
     * @param category code, or its beginning; empty for all
     */
    @Transactional(readOnly = true)
    public Page<Demand> mergedSince(
            Collection<String> units, String category, Instant since, boolean oldestFirst, PageRequest page) {
        Sort order = Sort.by(oldestFirst ? Sort.Direction.ASC : Sort.Direction.DESC, "id");
        return units.isEmpty()
                ? Page.empty(page)
                : repository.mergedSince(units, category, since, page.withSort(order));
    }

    /** Those that are answered with this demand, not taken. */
    @Transactional(readOnly = true)
    public List<Demand> followersOf(Demand master) {
        return repository.followersOf(master.id());
    }

    /** How many these are. */
    @Transactional(readOnly = true)
    public int countFollowersOf(Demand master) {
        return repository.countByMasterIdAndStatus(master.id(), Status.MERGED);
    }
}
