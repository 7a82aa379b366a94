package org.ganxian.order.following;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Residents;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.SamePlace.Open;
import org.ganxian.demand.SamePlace.Place;
import org.ganxian.demand.Status;
import org.ganxian.order.Complaints;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.settings.Settings;
import org.ganxian.similar.SimilarDemands;
import org.ganxian.similar.SimilarDemands.Similar;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells a resident, before they hand an order in, that the same is being worked on, and lets them wait for that answer
 * (decision 053). Only of cases that a unit has accepted, in categories of what everybody can see; never of danger, nor
 * of complaints about staff. Nothing that anybody else wrote is told.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Following {

    private static final int MOST = 3;

    /** To how many metres a distance is told. */
    private static final long NEAR = 50;

    /** A person of the unit has read it and taken it on. */
    private static final Set<Status> TAKEN_ON =
            EnumSet.of(Status.DISPATCHING, Status.DISPATCHED, Status.CLAIMED, Status.HANDLING, Status.REPORTED);

    /**
     * What is known to all of a case.
     *
     * @param place code of the community; null when only the distance is known
     * @param metres null when only the community is known
     * @param voices how many have said so, the first one included
     */
    public record Matter(
            String number,
            String category,
            @Nullable String place,
            @Nullable Double metres,
            Status status,
            Instant since,
            int voices) {

        /** As it is told: where exactly somebody stood is nobody's business. */
        public @Nullable Long roundedMetres() {
            return metres == null ? null : Math.max(NEAR, Math.round(metres / NEAR) * NEAR);
        }
    }

    private final SimilarDemands similar;
    private final Demands demands;
    private final ManyDemands many;
    private final Residents residents;
    private final DangerWords danger;
    private final FollowingSection section;
    private final Settings settings;
    private final Audit audit;

    /** The likest three at most; none for what tells of danger, which must not wait for a question. */
    @Transactional(readOnly = true)
    public List<Matter> like(NewDemand order) {
        if (danger.tellOfDanger(order.title(), order.description())
                || Complaints.isOne(order.category(), order.description())) {
            return List.of();
        }
        Place place = new Place(order.place(), order.latitude(), order.longitude());
        List<Similar> alike = similar.to(order.description(), place).stream()
                .filter(found -> isPublic(found.demand()))
                .toList();
        if (alike.isEmpty()) {
            return List.of();
        }
        var known = demands
                .all(alike.stream().map(found -> found.demand().number()).toList())
                .stream()
                .collect(Collectors.toMap(Demand::number, Function.identity()));
        return alike.stream()
                .filter(found -> {
                    Demand other = known.get(found.demand().number());
                    return other != null
                            && other.priority() != Priority.P1
                            && other.reportedUnit() == null
                            && other.servingUnit() != null;
                })
                .limit(MOST)
                .map(found -> matter(
                        found, Objects.requireNonNull(known.get(found.demand().number()))))
                .toList();
    }

    private boolean isPublic(Open other) {
        return TAKEN_ON.contains(other.status())
                && other.master().isEmpty()
                && section.isPublic(other.categoryCode(), settings)
                && !Complaints.isOne(other.categoryCode(), other.title() + "\n" + other.description());
    }

    private Matter matter(Similar found, Demand demand) {
        return new Matter(
                demand.number(),
                demand.categoryCode(),
                demand.placeCode(),
                found.distanceMetres(),
                demand.status(),
                demand.receivedAt(),
                1 + many.countFollowersOf(demand));
    }

    /**
     * Registers what was written and lets it follow at once. It keeps its own words, place and telephone: should the
     * other case end without an answer, or its resident say that it is another matter, it goes its own way.
     *
     * @param number one of those that {@link #like} found
     * @throws Refusal 409 when it is none of them any more
     */
    public Demand follow(NewDemand order, String number) {
        if (like(order).stream().noneMatch(matter -> matter.number().equals(number))) {
            throw Refusal.conflict("这件事刚刚有了变化，不能再跟着等结果。请按“提交”照常登记");
        }
        Demand master = demands.get(number);
        Demand demand = residents.register(order);
        demand.prioritise(Objects.requireNonNull(master.priority()));
        demand.serveBy(master.servingUnit());
        demands.merge(demand, master, Actor.RESIDENT, "群众选“也是我的”");
        audit.record(Actor.RESIDENT, "matter-followed", demand.number());
        return demand;
    }
}
