package org.ganxian.insight.facts;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.ganxian.demand.ManyDemands;
import org.ganxian.platform.RetriedTransaction;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Fills the read models once for the cases that a version without them has taken in. */
@Component
@Order(Backfill.ORDER)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class Backfill implements ApplicationRunner {

    /** While the doors are open: what comes in meanwhile is written by its own steps. */
    static final int ORDER = 25;

    private static final String DONE = "ganxian.insight.rounds-filled";
    private static final int AT_ONCE = 20;

    private final JdbcTemplate jdbc;
    private final CaseFacts facts;
    private final PastStays past;
    private final ManyDemands demands;
    private final ManagementService managementService;
    private final RetriedTransaction transaction;

    @Override
    public void run(ApplicationArguments arguments) {
        if (!managementService.getProperties().containsKey(DONE)) {
            fill();
            note();
        }
    }

    private void note() {
        try {
            managementService.setProperty(DONE, "filled");
        } catch (ProcessEngineException | DataIntegrityViolationException otherNodeWasFirst) {
            log.info("Another node has gathered the figures, too");
        }
    }

    /** Every case that has no row, or no rounds, yet; a second node or a second try goes on where the first stopped. */
    public void fill() {
        long last = 0;
        int filled = 0;
        for (List<Case> some = after(last); !some.isEmpty(); some = after(last)) {
            List<String> these = some.stream().map(Case::number).toList();
            transaction.run(() -> fill(these));
            last = some.get(some.size() - 1).id();
            filled += some.size();
        }
        if (filled > 0) {
            log.info("The figures of {} cases have been gathered", filled);
        }
    }

    /** They stand still: neither another node nor their next step writes them meanwhile. */
    private int fill(List<String> numbers) {
        demands.take(numbers);
        for (String number : numbers) {
            facts.write(number);
            past.fill(number);
        }
        return numbers.size();
    }

    private record Case(long id, String number) {}

    private List<Case> after(long id) {
        return jdbc.query(
                "select d.id, d.number from demand d"
                        + " left join insight_case c on c.demand_id = d.id"
                        + " left join insight_round r on r.demand_id = d.id and r.round = 0"
                        + " where d.id > ? and (c.demand_id is null or r.demand_id is null) order by d.id limit "
                        + AT_ONCE,
                (row, i) -> new Case(row.getLong(1), row.getString(2)),
                id);
    }
}
