package org.ganxian.demand;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Appends and reads; there is no method that changes or deletes. */
interface TimelineRepository extends Repository<TimelineEntry, Long> {

    TimelineEntry save(TimelineEntry entry);

    List<TimelineEntry> findByDemandIdOrderById(Long demandId);

    List<TimelineEntry> findByDemandIdAndStepOrderById(Long demandId, Step step);
}
