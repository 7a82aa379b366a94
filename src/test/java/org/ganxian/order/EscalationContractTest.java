package org.ganxian.order;

import static org.ganxian.contract.Flow.task;
import static org.ganxian.contract.Flow.untilDue;

import java.util.Map;
import org.ganxian.contract.Flow;
import org.ganxian.contract.FlowContract;
import org.ganxian.contract.Marks;

/** 逐级督办 keeps the contract of all flows, on an order that nobody dispatches. */
class EscalationContractTest extends FlowContract {

    @Override
    protected Flow flow() {
        return Flow.of("escalation")
                .walkedBy(LadderTest.class)
                .strangers("clerk", "member1")
                .route(
                        "批注",
                        this::lamp,
                        untilDue("dispatch-due"),
                        task("street-supervision", "supervisor", "decision=note")
                                .notBy("supervisor2"))
                .route(
                        "延时，逐级到市",
                        this::lamp,
                        untilDue("dispatch-due"),
                        task("street-supervision", "supervisor", "decision=grant", "grace=PT1H"),
                        untilDue("grace-due"),
                        untilDue("district-supervision-due"),
                        task("city-supervision", "supervisor3", "decision=note").notBy("supervisor2"))
                .route(
                        "街道逾期，区县接管",
                        this::lamp,
                        untilDue("dispatch-due"),
                        untilDue("street-supervision-due"),
                        task("district-supervision", "supervisor2", "decision=takeOver")
                                .notBy("supervisor"))
                .route(
                        "街道逾期，区县改派",
                        this::lamp,
                        untilDue("dispatch-due"),
                        untilDue("street-supervision-due"),
                        task("district-supervision", "supervisor2", "decision=redispatch", "unit=350602004002B1"));
    }

    private Case lamp(Marks marks) {
        return places(Map.of(
                "category",
                Story.SOCIAL_SERVICE,
                "description",
                "灯坏了" + marks.text(),
                "place",
                Map.of("unit", Story.RONGYIN, "address", marks.text()),
                "contact",
                Map.of("name", marks.text(), "phone", marks.phone())));
    }
}
