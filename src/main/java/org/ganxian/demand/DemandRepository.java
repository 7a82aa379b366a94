package org.ganxian.demand;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ganxian.sla.Priority;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DemandRepository extends JpaRepository<Demand, Long> {

    @Query("from Demand d where d.number = :number")
    Optional<Demand> findByNumber(String number);

    List<Demand> findByNumberIn(Collection<String> numbers);

    Optional<Demand> findByExternalSystemAndExternalKey(String system, String key);

    List<Demand> findByExternalSystemAndExternalKeyIn(String system, Collection<String> keys);

    /** Just enough to find it again. */
    record Found(long id, String number) {}

    @Query("select new org.ganxian.demand.DemandRepository$Found(d.id, d.number) from Demand d where d.id > :id order"
            + " by d.id")
    List<Found> after(long id, Limit most);

    /** Orders that went by the rules, not by danger. */
    @Query("select new org.ganxian.demand.ManyDemands$Placed(d.number, d.categoryCode, d.placeCode) from Demand d"
            + " where d.receivedAt >= :since and d.priority <> org.ganxian.sla.Priority.P1 and exists ("
            + "select 1 from TimelineEntry t where t.demandId = d.id and t.step in"
            + " (org.ganxian.demand.Step.ROUTED, org.ganxian.demand.Step.TO_TRIAGE)) order by d.id desc")
    List<ManyDemands.Placed> routedSince(Instant since, Limit most);

    @Query("select new org.ganxian.demand.ManyDemands$Written(d.number, d.title, d.description) from Demand d"
            + " where d.receivedAt >= :since order by d.id desc")
    List<ManyDemands.Written> writtenSince(Instant since, Limit most);

    /** By the index of units and states: whoever has no unit yet is on no way. */
    @Query("select d.number from Demand d where d.servingUnit is null and d.status ="
            + " org.ganxian.demand.Status.REGISTERED and d.priority = :priority and d.receivedAt >= :since order"
            + " by d.id")
    List<String> registeredOnly(Priority priority, Instant since);

    String AT_UNITS = " from Demand d where d.status in :going"
            + " and (d.placeCode in :units or d.servingUnit in :units or d.number in :others)";

    @Query("select count(d)" + AT_UNITS)
    long countAt(Collection<String> units, Collection<String> others, Collection<Status> going);

    @Query("select d" + AT_UNITS + " order by d.id")
    List<Demand> at(Collection<String> units, Collection<String> others, Collection<Status> going, Pageable page);

    @Query("select new org.ganxian.demand.DemandRepository$Found(d.id, d.number)" + AT_UNITS
            + " and (:words = '' or d.address like concat('%', :words, '%') escape '!') order by d.id")
    List<Found> numbersAt(Collection<String> units, Collection<String> others, Collection<Status> going, String words);

    @Query("from Demand d where d.servingUnit in :units and d.categoryCode like concat(:category, '%')"
            + " and d.status = org.ganxian.demand.Status.MERGED and exists ("
            + "select 1 from TimelineEntry t where t.demandId = d.id and t.step = org.ganxian.demand.Step.MERGED"
            + " and t.at >= :since)")
    Page<Demand> mergedSince(Collection<String> units, String category, Instant since, Pageable page);

    @Query("from Demand d where d.masterId = :master and d.status = org.ganxian.demand.Status.MERGED order by d.id")
    List<Demand> followersOf(Long master);

    int countByMasterIdAndStatus(Long masterId, Status status);

    Page<Demand> findByRegisteredByOrderByIdDesc(String username, Pageable page);

    @Query("from Demand d where d.registeredBy = :username and d.source in :sources and d.status in :statuses")
    Page<Demand> registeredBy(String username, Collection<Source> sources, Collection<Status> statuses, Pageable page);
}
