package org.ganxian.mediation;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.demand.Demand;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.platform.PeopleTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** Disputes at each of their tasks. */
@TestComponent
public class StandingDisputes {

    /** What a court is told, received today by the clock of the wall. */
    public static final Map<String, Object> REPORT = Map.of(
            "court",
            "漳州市芗城区人民法院",
            "report",
            "对方不同意调解。",
            "papers",
            "起诉状 1 份",
            "receivedBy",
            "书记员",
            "receivedOn",
            LocalDate.now(PeopleTime.ZONE).toString());

    @Autowired
    Disputes disputes;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    /** Brought to where somebody has this task, by the clock of the wall. */
    public Demand at(String task) {
        return switch (task) {
            case "examine-application" -> disputes.registered();
            case "receive-case" -> moved();
            case "approve-refusal" -> toRefuse();
            case "ask-party" -> {
                Demand demand = disputes.accepted();
                disputes.answers(demand.number(), Side.A, "agree");
                yield demand;
            }
            case "choose-mediator" -> disputes.consented();
            case "appoint-mediator" -> {
                Demand demand = disputes.consented();
                disputes.does("mediation-secretary", demand, "choose-mediator", "decision", "none");
                yield demand;
            }
            case "declare-interest" -> disputes.chosen();
            case "hear-objections" -> {
                Demand demand = disputes.chosen();
                disputes.does("mediator1", demand, "declare-interest", "decision", "free");
                yield demand;
            }
            case "hold-session" -> disputes.mediating();
            case "resume-mediation" -> disputes.held("suspend", "suspension", "EXPERT");
            case "handle-danger" -> disputes.held("goesOn", "record", "他说要拿刀砍人。");
            case "draft-agreement" -> disputes.held("agreed");
            case "collect-signatures" -> {
                Demand demand = disputes.held("agreed");
                disputes.does("mediator1", demand, "draft-agreement", "decision", "written", "text", "互相道歉。");
                yield demand;
            }
            case "seal-agreement" -> {
                Demand demand = disputes.held("agreed");
                disputes.signsAll(demand);
                yield demand;
            }
            case "follow-duty", "urge-debtor", "apply-confirmation" ->
                disputes.agreed(LocalDate.now(PeopleTime.ZONE).plusDays(40).toString());
            case "record-court" -> {
                Demand demand = at("apply-confirmation");
                disputes.story.completes("mediation-secretary", demand, "apply-confirmation", AtCourt.TOGETHER);
                yield demand;
            }
            case "tell-arbitration" -> disputes.mediating(Disputes.about("LABOUR", "三个月工资没有发。", "结清工资。", "甲先生", "乙公司"));
            case "name-co-mediator" -> disputes.askedOthers();
            case "report-to-court" -> {
                Demand demand = disputes.registered();
                disputes.does(
                        "mediation-secretary",
                        demand,
                        "examine-application",
                        "decision",
                        "accept",
                        "entrusted",
                        "ASSIGNED",
                        "receiptOn",
                        LocalDate.now(PeopleTime.ZONE).toString());
                disputes.answers(demand.number(), Side.B, "decline");
                yield demand;
            }
            case "revisit-unsettled" -> {
                Demand demand = disputes.held("failed", "endReason", "TOO_FAR");
                management
                        .createJobQuery()
                        .processInstanceId(runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(demand.number())
                                .processDefinitionKey("unsettled-revisit")
                                .singleResult()
                                .getId())
                        .list()
                        .forEach(waits -> management.executeJob(waits.getId()));
                yield demand;
            }
            case "revisit-parties" -> {
                Demand demand = disputes.held("agreed");
                disputes.orally(demand);
                yield demand;
            }
            case "file-dossier" -> {
                Demand demand = at("revisit-parties");
                disputes.isRevisited(demand, "settled");
                yield demand;
            }
            default -> throw new IllegalArgumentException(task);
        };
    }

    private Demand moved() {
        Demand demand = disputes.registered();
        disputes.does(
                "mediation-secretary",
                demand,
                "examine-application",
                "decision",
                "move",
                "committee",
                "350603M1",
                "moveReason",
                "双方都在龙文区");
        return demand;
    }

    private Demand toRefuse() {
        Demand demand = disputes.registered();
        disputes.does(
                "mediation-secretary",
                demand,
                "examine-application",
                "decision",
                "refuse",
                "reason",
                "STATUS",
                "ways",
                "请起诉");
        return demand;
    }
}
