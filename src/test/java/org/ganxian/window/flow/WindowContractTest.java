package org.ganxian.window.flow;

import static org.ganxian.contract.Flow.deed;
import static org.ganxian.contract.Flow.moves;
import static org.ganxian.contract.Flow.rates;
import static org.ganxian.contract.Flow.task;
import static org.ganxian.contract.Flow.untilDue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.ganxian.contract.Flow;
import org.ganxian.contract.Flow.Move;
import org.ganxian.contract.FlowContract;
import org.ganxian.contract.Marks;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.platform.PeopleTime;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.springframework.beans.factory.annotation.Autowired;

/** 窗口服务 keeps the contract of all flows. */
class WindowContractTest extends FlowContract {

    private static final Move ACCEPTS =
            task("accept-application", "clerk", "decision=accept").notBy("window");
    private static final Move GRANTS = task("handle-application", "health-handler", "decision=draft", "opinion=grant")
            .notBy("urban-member1");
    private static final Move APPROVES =
            task("review-application", "health-reviewer", "decision=approve").notBy("urban-reviewer");
    private static final Move ISSUES =
            task("issue-result", "window", "decision=window").notBy("clerk2");
    private static final Move DELIVERS =
            task("record-delivery", "window", "decision=signature").notBy("clerk2");

    @Autowired
    Applications applications;

    @Override
    protected Flow flow() {
        return Flow.of("window-service")
                .walkedBy(WindowServiceTest.class)
                .strangers("member1", "dispatcher")
                .route(
                        "补正后不予受理",
                        marks -> filed(marks, "hygiene-permit", null, "application-form"),
                        task("accept-application", "clerk", "decision=supplement"),
                        deed(
                                "wait-for-supplement",
                                j -> applications.supplement(
                                        j.demand().number(),
                                        j.demand().code(),
                                        j.marks().text(),
                                        List.of())),
                        task("accept-application", "clerk", "decision=reject"))
                .route(
                        "逾期未补正",
                        marks -> filed(marks, "hygiene-permit", null, "application-form"),
                        task("accept-application", "clerk", "decision=supplement"),
                        untilDue("answer-due"))
                .route(
                        "即时办结，回访整改",
                        marks -> filed(marks, "flexible-employment-subsidy", "11010519491231002X"),
                        task("accept-application", "clerk", "decision=answer"),
                        rates(1),
                        task("call-back-applicant", "caller", "decision=rectify")
                                .notBy("supervisor3"),
                        task("rectify-service", "supervisor").notBy("supervisor2"),
                        task("call-back-applicant", "caller", "decision=settled"))
                .route(
                        "核查、听证、延期、退回，准予许可",
                        this::barber,
                        ACCEPTS,
                        task("handle-application", "health-handler", "decision=visit"),
                        task("visit-site", "health-handler").notBy("urban-member1"),
                        task(
                                "handle-application",
                                "health-handler",
                                "decision=procedure",
                                "procedure=HEARING",
                                "procedureLength=5",
                                "hearingTime=" + LocalDate.now(PeopleTime.ZONE).plusMonths(1) + " 09:00"),
                        task("special-procedure", "health-handler").notBy("urban-member1"),
                        task("handle-application", "health-handler", "decision=extend", "extensionLength=5"),
                        task("decide-extension", "health-head", "decision=refuse")
                                .notBy("urban-head"),
                        GRANTS,
                        task("review-application", "health-reviewer", "decision=return"),
                        GRANTS,
                        APPROVES,
                        ISSUES,
                        DELIVERS,
                        rates(5))
                .route(
                        "视为受理，不予许可，邮寄，未评价",
                        this::barber,
                        untilDue("acceptance-due"),
                        task("handle-application", "health-handler", "decision=draft", "opinion=refuse"),
                        APPROVES,
                        task("issue-result", "window", "decision=post"),
                        task("record-delivery", "window", "decision=post"),
                        untilDue("rating-due"))
                .route(
                        "主体灭失",
                        this::barber,
                        ACCEPTS,
                        task("handle-application", "health-handler", "decision=lost"),
                        APPROVES)
                .route(
                        "部门意见不一",
                        marks -> filed(
                                marks,
                                "road-occupation",
                                null,
                                "application-form",
                                "construction-plan",
                                "traffic-plan",
                                "site-drawing"),
                        moves(
                                ACCEPTS,
                                says("housing-member1", "grant", "housing-reviewer"),
                                says("police-handler", "refuse", "police-reviewer"),
                                says("urban-member1", "grant", "urban-reviewer"),
                                task("settle-disagreement", "district-head", "decision=grant")
                                        .notBy("health-head"),
                                ISSUES,
                                DELIVERS));
    }

    private static Move[] says(String handler, String opinion, String reviewer) {
        return moves(
                task("handle-application", handler, "decision=draft", "opinion=" + opinion)
                        .notBy("market-handler"),
                task("review-application", reviewer, "decision=approve").notBy("market-reviewer"));
    }

    private Case barber(Marks marks) {
        return filed(marks, "hygiene-permit", null, "application-form", "floor-plan", "test-report");
    }

    private Case filed(Marks marks, String item, String idNumber, String... onPaper) {
        Demand filed = applications.file(
                new NewApplication(
                        item,
                        marks.text(),
                        marks.phone(),
                        idNumber,
                        WindowCases.STREET + "001",
                        marks.text(),
                        Delivery.POST,
                        marks.text(),
                        Source.PORTAL,
                        null),
                Set.of(onPaper),
                List.of());
        return new Case(filed.number(), filed.queryCode());
    }
}
