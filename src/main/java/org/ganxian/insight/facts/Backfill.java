package org.ganxian.insight.facts;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills the read models once for the cases that a version without them has taken in. */
@Component
@Order(Backfill.ORDER)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class Backfill implements ApplicationRunner {

    /** After processes are deployed, before the demo's demands are told. */
    static final int ORDER = 25;

    private static final String DONE = "ganxian.insight.filled";
    private static final int AT_ONCE = 100;

    private final JdbcTemplate jdbc;
    private final CaseFacts facts;
    private final Waits waits;
    private final HistoryService historyService;
    private final ManagementService managementService;
    private final TransactionTemplate transaction;

    @Override
    public void run(ApplicationArguments arguments) {
        if (!managementService.getProperties().containsKey(DONE)) {
            fill();
            managementService.setProperty(DONE, "filled");
        }
    }

    /** Every case that has no row yet; a second node or a second try goes on where the first stopped. */
    public void fill() {
        long last = 0;
        int filled = 0;
        for (List<Case> some = after(last); !some.isEmpty(); some = after(last)) {
            List<Case> these = some;
            transaction.executeWithoutResult(status -> these.forEach(this::fill));
            last = some.get(some.size() - 1).id();
            filled += some.size();
        }
        if (filled > 0) {
            log.info("The figures of {} cases have been gathered", filled);
        }
    }

    private record Case(long id, String number) {}

    private List<Case> after(long id) {
        return jdbc.query(
                "select d.id, d.number from demand d left join insight_case c on c.demand_id = d.id"
                        + " where d.id > ? and c.demand_id is null order by d.id limit " + AT_ONCE,
                (row, i) -> new Case(row.getLong(1), row.getString(2)),
                id);
    }

    private void fill(Case one) {
        facts.write(one.number());
        for (HistoricProcessInstance instance : historyService
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(one.number())
                .list()) {
            historyService.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).list().stream()
                    .filter(stay -> Waits.KINDS.contains(stay.getActivityType()))
                    .map(stay -> wait(stay, one.number()))
                    .forEach(waits::write);
        }
    }

    private static Wait wait(HistoricActivityInstance stay, String number) {
        return new Wait(
                stay.getId(),
                stay.getProcessDefinitionKey(),
                stay.getActivityId(),
                number,
                stay.getStartTime().toInstant(),
                stay.getEndTime() == null ? null : stay.getEndTime().toInstant());
    }
}
