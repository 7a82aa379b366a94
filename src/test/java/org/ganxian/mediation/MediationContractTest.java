package org.ganxian.mediation;

import static org.ganxian.contract.Flow.deed;
import static org.ganxian.contract.Flow.moves;
import static org.ganxian.contract.Flow.task;
import static org.ganxian.contract.Flow.untilDue;

import org.ganxian.contract.Flow;
import org.ganxian.contract.Flow.Move;
import org.ganxian.contract.FlowContract;
import org.ganxian.contract.FlowContract.Case;
import org.ganxian.contract.Journey;
import org.ganxian.contract.Marks;
import org.ganxian.demand.Demand;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.order.Story;
import org.springframework.beans.factory.annotation.Autowired;

/** 人民调解 keeps the contract of all flows. */
class MediationContractTest extends FlowContract {

    private static final String SECRETARY = "mediation-secretary";
    private static final String HEAD = "mediation-head";

    @Autowired
    Disputes disputes;

    @Autowired
    Story telling;

    @Autowired
    Mediations mediations;

    @Override
    protected Flow flow() {
        return Flow.of("mediation")
                .walkedBy(MediationFlowTest.class)
                .strangers("dispatcher", "clerk")
                .route(
                        "共同选定，签名盖章，履行，回访，归档",
                        this::registered,
                        moves(
                                consented(),
                                task("choose-mediator", SECRETARY, "decision=chosen", "mediator=mediator1")
                                        .notBy("mediation-secretary2"),
                                seated(),
                                held("agreed"),
                                owed(),
                                signed(),
                                task("seal-agreement", HEAD, "decision=seal").notBy("mediation-head2"),
                                task(
                                                "apply-confirmation",
                                                SECRETARY,
                                                "decision=apply",
                                                "who=ALL",
                                                "materials=COMPLETE",
                                                "ground=COMMITTEE",
                                                "court=漳州市芗城区人民法院")
                                        .notBy("mediation-secretary2"),
                                task("record-court", SECRETARY, "decision=valid")
                                        .notBy("mediation-secretary2"),
                                task("follow-duty", "mediator1").notBy("mediator4"),
                                closed()))
                .route(
                        "移送退回，不予受理",
                        this::registered,
                        task("examine-application", SECRETARY, "decision=move", "committee=350603M1")
                                .notBy("mediation-secretary2"),
                        task("receive-case", "mediation-secretary2", "decision=return")
                                .notBy("mediator4"),
                        task("examine-application", SECRETARY, "decision=refuse", "reason=CRIME"),
                        task("approve-refusal", HEAD, "decision=approve").notBy("mediation-head2"))
                .route(
                        "劳动争议满十五日，一方不再继续",
                        this::labour,
                        task("examine-application", SECRETARY, "decision=accept"),
                        untilDue("labour-due"),
                        task("tell-arbitration", SECRETARY, "decision=stop", "channel=PHONE", "party=B")
                                .notBy("mediation-secretary2"))
                .route(
                        "指定，中止，激化，逾期履行",
                        this::registered,
                        moves(
                                consented(),
                                task("choose-mediator", SECRETARY, "decision=none"),
                                task("appoint-mediator", HEAD, "mediator=mediator1")
                                        .notBy("mediation-head2"),
                                seated(),
                                held("suspend", "suspension=EXPERT"),
                                task("resume-mediation", "mediator1").notBy("mediator4"),
                                held("partial"),
                                owed(),
                                signed(),
                                task("seal-agreement", HEAD, "decision=seal"),
                                deed("follow-duty", this::alarmed),
                                task("handle-danger", "duty", "decision=released")
                                        .notBy("supervisor3"),
                                untilDue("duty-due"),
                                task("urge-debtor", "mediator1", "decision=done")
                                        .notBy("mediator4"),
                                closed()));
    }

    private static Move[] seated() {
        return moves(
                task("declare-interest", "mediator1", "decision=free").notBy("mediator4"),
                task("hear-objections", SECRETARY, "decision=none").notBy("mediation-secretary2"));
    }

    /** Both are asked at once: the second one by the form that the contract fills in. */
    private Move[] consented() {
        return moves(
                task("examine-application", SECRETARY, "decision=accept").notBy("mediation-secretary2"),
                deed("ask-party", journey -> disputes.answers(journey.demand().number(), Side.A, "agree")),
                task("ask-party", SECRETARY, "decision=agree", "channel=PHONE").notBy("mediation-secretary2"));
    }

    private static Move held(String decision, String... more) {
        String[] chosen = new String[more.length + 3];
        chosen[0] = "decision=" + decision;
        chosen[1] = "mode=JOINT";
        chosen[2] = "openness=CLOSED";
        System.arraycopy(more, 0, chosen, 3, more.length);
        return task("hold-session", "mediator1", chosen).notBy("mediator4");
    }

    private static Move owed() {
        return task(
                        "draft-agreement",
                        "mediator1",
                        "decision=duty",
                        "debtor=B",
                        "creditor=A",
                        "amount=2000",
                        "dueDate=2026-07-20")
                .notBy("mediator4");
    }

    private static Move[] signed() {
        return moves(task("draft-agreement", "mediator1", "decision=written"), sign("A"), sign("B"), sign("MEDIATOR"));
    }

    private static Move sign(String who) {
        return task("collect-signatures", "mediator1", "decision=signed", "signer=" + who, "how=SIGNED")
                .notBy("mediator4");
    }

    private static Move[] closed() {
        return moves(
                task("revisit-parties", "mediation-caller", "decision=settled", "performance=FULL", "satisfaction=ALL")
                        .notBy("mediation-caller2"),
                task("file-dossier", SECRETARY).notBy("mediation-secretary2"));
    }

    private void alarmed(Journey journey) {
        telling.as("mediator1", () -> {
            mediations.report(journey.demand().number());
            return null;
        });
    }

    private Case labour(Marks marks) {
        Demand demand =
                disputes.registered(Disputes.about("LABOUR", marks.text(), marks.text(), marks.text(), marks.text()));
        return new Case(demand.number(), demand.queryCode());
    }

    private Case registered(Marks marks) {
        Demand demand = disputes.registered(marks);
        return new Case(demand.number(), demand.queryCode());
    }
}
