package org.ganxian.demand;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Appends and reads; there is no method that changes or deletes. */
interface TimelineRepository extends Repository<TimelineEntry, Long> {

    TimelineEntry save(TimelineEntry entry);

    // Written out here and wherever a step asks: what Spring reads from a method's name is put together anew each time.

    @Query("from TimelineEntry t where t.demandId = :demandId order by t.id")
    List<TimelineEntry> findByDemandIdOrderById(Long demandId);

    @Query("select new org.ganxian.demand.TimelineEntry$Happened(t.step, t.at, t.actorId) from TimelineEntry t"
            + " where t.demandId = :demandId order by t.id")
    List<TimelineEntry.Happened> findHappened(Long demandId);
}
