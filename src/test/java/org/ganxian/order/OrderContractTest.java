package org.ganxian.order;

import static org.ganxian.contract.Flow.deed;
import static org.ganxian.contract.Flow.moves;
import static org.ganxian.contract.Flow.rates;
import static org.ganxian.contract.Flow.task;
import static org.ganxian.contract.Flow.untilDue;

import java.util.Map;
import org.ganxian.contract.Flow;
import org.ganxian.contract.Flow.Move;
import org.ganxian.contract.FlowContract;
import org.ganxian.contract.Marks;

/** 群众点单 keeps the contract of all flows. */
class OrderContractTest extends FlowContract {

    private static final Move ASKS =
            task("screen-order", "dispatcher", "decision=ask").notBy("dispatcher2");
    private static final Move ACCEPTS =
            task("screen-order", "dispatcher", "decision=accept").notBy("dispatcher2");
    private static final Move OFFERS =
            task("dispatch-order", "dispatcher", "decision=open").notBy("dispatcher2");
    private static final Move CONTACTS = task("claim-order", "member1", "decision=contacted", "channel=PHONE")
            .notBy("member3");
    private static final Move REPORTS =
            task("serve-order", "member1", "decision=report").notBy("member3");
    private static final Move APPROVES =
            task("check-result", "dispatcher", "decision=approve").notBy("dispatcher2");
    private static final Move REWORKS =
            task("call-back", "caller", "decision=rework").notBy("supervisor3");

    /** What a complaint would be merged into. */
    private Case master;

    @Override
    protected Flow flow() {
        return Flow.of("order")
                .walkedBy(OrderFlowTest.class)
                .strangers("clerk", "urban-member1")
                .startForm(
                        "place-order",
                        "clerk",
                        "member1",
                        "category=" + Story.SOCIAL_SERVICE,
                        "place=" + Story.RONGYIN,
                        "contactPhone=13900000001")
                .route(
                        "险情、分拨、补充、退回，三次不满意",
                        marks -> placed(marks, "着火了", null),
                        moves(
                                task("hand-over-danger", "duty", "decision=normal")
                                        .notBy("triage"),
                                task("triage-order", "triage", "decision=assign", "unit=" + Story.RONGYIN_BRANCH)
                                        .notBy("supervisor3"),
                                ASKS,
                                deed(
                                        "wait-for-answer",
                                        j -> j.resident(
                                                "answer",
                                                Map.of("text", j.marks().text()))),
                                ACCEPTS,
                                OFFERS,
                                CONTACTS,
                                REPORTS,
                                task("check-result", "dispatcher", "decision=return")
                                        .notBy("dispatcher2"),
                                REPORTS,
                                APPROVES,
                                rates(1),
                                REWORKS,
                                again("member2"),
                                again("member6"),
                                task("supervise-order", "supervisor").notBy("supervisor2")))
                .route(
                        "退单、延期，回访后认可",
                        marks -> placed(marks, "灯坏了", Story.RONGYIN),
                        moves(
                                ACCEPTS,
                                OFFERS,
                                task("claim-order", "member1", "decision=release"),
                                OFFERS,
                                CONTACTS,
                                task("serve-order", "member1", "decision=extend", "extension=P2D"),
                                task("review-extension", "dispatcher", "decision=grant")
                                        .notBy("dispatcher2"),
                                task("serve-order", "member1", "decision=release"),
                                task("dispatch-order", "dispatcher", "decision=named", "member=member1"),
                                CONTACTS,
                                REPORTS,
                                APPROVES,
                                rates(2),
                                task("call-back", "caller", "decision=settled")))
                .route(
                        "补充期满，转分拨，不予受理",
                        marks -> placed(marks, "灯坏了", Story.RONGYIN),
                        ASKS,
                        untilDue("answer-due"),
                        task("screen-order", "dispatcher", "decision=reroute"),
                        task("triage-order", "triage", "decision=reject"))
                .route(
                        "确属险情",
                        marks -> placed(marks, "煤气泄漏", Story.RONGYIN),
                        task("hand-over-danger", "duty", "decision=danger").notBy("triage"))
                .route(
                        "不予受理",
                        marks -> placed(marks, "灯坏了", Story.RONGYIN),
                        task("screen-order", "dispatcher", "decision=reject"))
                .route(
                        "投诉要合并，上级不同意",
                        marks -> {
                            master = placed(marks, "灯坏了", Story.RONGYIN);
                            return placed(marks, "投诉社区工作人员态度恶劣", Story.RONGYIN);
                        },
                        deed(
                                "screen-order",
                                j -> j.does(task(
                                        "screen-order", "dispatcher", "decision=merge", "master=" + master.number()))),
                        task("review-merge", "supervisor", "decision=refuse").notBy("supervisor2"),
                        OFFERS)
                .route(
                        "受理时就下单",
                        marks -> placed(marks, "灯坏了", Story.RONGYIN),
                        task("screen-order", "dispatcher", "decision=open").notBy("dispatcher2"),
                        untilDue("claim-due"))
                .route(
                        "无人接单，转分拨，未评价",
                        marks -> placed(marks, "灯坏了", Story.RONGYIN),
                        moves(
                                ACCEPTS,
                                OFFERS,
                                untilDue("claim-due"),
                                OFFERS,
                                CONTACTS,
                                REPORTS,
                                APPROVES,
                                untilDue("rating-due")));
    }

    private static Move[] again(String member) {
        return moves(
                task("dispatch-order", "dispatcher", "decision=named", "member=" + member),
                task("claim-order", member, "decision=contacted", "channel=PHONE"),
                task("serve-order", member, "decision=report"),
                APPROVES,
                rates(1),
                REWORKS);
    }

    private Case placed(Marks marks, String words, String unit) {
        return places(Map.of(
                "category",
                Story.SOCIAL_SERVICE,
                "description",
                words + marks.text(),
                "place",
                unit == null ? Map.of("address", marks.text()) : Map.of("unit", unit, "address", marks.text()),
                "contact",
                Map.of("name", marks.text(), "phone", marks.phone())));
    }
}
