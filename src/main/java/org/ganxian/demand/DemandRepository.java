package org.ganxian.demand;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DemandRepository extends JpaRepository<Demand, Long> {

    Optional<Demand> findByNumber(String number);

    List<Demand> findByNumberIn(Collection<String> numbers);

    Optional<Demand> findByExternalSystemAndExternalKey(String system, String key);

    List<Demand> findByExternalSystemAndExternalKeyIn(String system, Collection<String> keys);

    /** Just enough to find it again. */
    record Found(long id, String number) {}

    @Query(
            "select new org.ganxian.demand.DemandRepository$Found(d.id, d.number) from Demand d where d.id > :id order by d.id")
    List<Found> after(long id, Limit most);

    String AT_UNITS = " from Demand d where d.status in :going and (d.placeCode in :units or d.servingUnit in :units)";

    @Query("select count(d)" + AT_UNITS)
    long countAt(Collection<String> units, Collection<Status> going);

    @Query("select d" + AT_UNITS + " order by d.id")
    List<Demand> at(Collection<String> units, Collection<Status> going, Pageable page);

    @Query("select new org.ganxian.demand.DemandRepository$Found(d.id, d.number)" + AT_UNITS
            + " and (:words = '' or d.address like concat('%', :words, '%') escape '!') order by d.id")
    List<Found> numbersAt(Collection<String> units, Collection<Status> going, String words);

    List<Demand> findByMasterIdAndStatusOrderById(Long masterId, Status status);

    List<Demand> findByCategoryCodeAndReceivedAtGreaterThanEqualAndStatusInAndIdNotOrderByReceivedAt(
            String category, Instant since, Collection<Status> open, Long self);

    Page<Demand> findByRegisteredByOrderByIdDesc(String username, Pageable page);

    Page<Demand> findByRegisteredByAndSourceOrderByIdDesc(String username, Source source, Pageable page);
}
