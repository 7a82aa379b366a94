package org.ganxian.exchange.danger;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** The duty desk telephones: the case goes its own way already, and nothing of it waits for 110. */
@Component
@RequiredArgsConstructor
public class LateDanger {

    private static final String PROCESS = "exchange-danger";

    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final Casework casework;
    private final People people;
    private final Units units;

    /** A task with the duty desk, once an order. */
    public void phone(ExchangeOrder order) {
        actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, order.number()));
    }

    /** A notice for all on duty. */
    public void tell(Demand demand) {
        List<String> desk = people.usernamesOn(Duty.DUTY, units.city().code());
        casework.tell(desk, demand, "DANGER", "险情 %s", "对方平台的话里有险情，请立即打电话。");
    }
}
