package org.ganxian.world.repair;

import static org.ganxian.contract.Flow.rates;
import static org.ganxian.contract.Flow.task;
import static org.ganxian.contract.Flow.untilDue;

import org.ganxian.casework.Residents;
import org.ganxian.contract.Flow;
import org.ganxian.contract.FlowContract;
import org.ganxian.contract.FlowContract.Case;
import org.ganxian.contract.Marks;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.order.Story;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** 公物报修 keeps the contract of all flows. */
@Import(RepairSetup.class)
@Tag("any-database")
class RepairContractTest extends FlowContract {

    @Autowired
    Residents residents;

    @Override
    protected Flow flow() {
        return Flow.of("repair")
                .walkedBy(RepairFlowTest.class)
                .strangers("dispatcher", "clerk")
                .route(
                        "回访后由他人重修",
                        this::broken,
                        task("do-repair", "member1").notBy("member3"),
                        rates(1),
                        task("call-back-repair", "caller", "decision=rework").notBy("supervisor3"),
                        task("do-repair", "member2").notBy("member3"),
                        rates(2),
                        task("call-back-repair", "caller", "decision=settled"))
                .route(
                        "超时后修好，未评价",
                        this::broken,
                        untilDue("completion-due"),
                        task("do-repair", "member1").notBy("member3"),
                        untilDue("rating-due"));
    }

    private Case broken(Marks marks) {
        Demand broken = residents.place(
                new NewDemand(
                        null,
                        Story.SOCIAL_SERVICE,
                        marks.text(),
                        Story.RONGYIN,
                        marks.text(),
                        null,
                        null,
                        marks.text(),
                        marks.phone(),
                        Source.PORTAL,
                        null,
                        null,
                        null,
                        null),
                RepairFlow.REPORTED);
        return new Case(broken.number(), broken.queryCode());
    }
}
