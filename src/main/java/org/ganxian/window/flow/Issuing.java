package org.ganxian.window.flow;

import java.security.SecureRandom;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.ganxian.window.filed.Delivery;
import org.springframework.stereotype.Component;

/** 统一出件: the window hands the result out, and keeps that it did. */
@Component
@RequiredArgsConstructor
class Issuing {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Casework casework;
    private final WindowClock windowClock;
    private final WindowGroups groups;
    private final Application.Repository applications;
    private final Checklist checklist;
    private final WindowDocuments documents;
    private final Units units;

    void issued(Submission given) {
        switch (given.typed().decision()) {
            case "window" -> {
                String changed = given.text("changed");
                if (given.application().delivery() == Delivery.POST && changed == null) {
                    throw Refusal.field("changed", "申请人选择的是邮寄，改为窗口领取的，请写明理由");
                }
                given.application().issue(windowClock.now(), Delivery.WINDOW, newPickupCode(), null);
                casework.done(
                        given.demand(),
                        Step.ISSUED,
                        "请到%s便民服务中心，凭取件码领取%s"
                                .formatted(
                                        units.get(given.application().desk()).name(),
                                        changed == null ? "" : "。改为窗口领取：" + changed));
            }
            case "post" -> {
                if (given.application().postAddress().isEmpty()) {
                    throw Refusal.field("decision", "申请人没有留邮寄地址，请选择窗口领取");
                }
                String parcel = given.typed().required("parcel", "请填写邮件号码");
                given.application().issue(windowClock.now(), Delivery.POST, null, parcel);
                casework.done(given.demand(), Step.ISSUED, "已邮寄，邮件号码 " + parcel);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        windowClock.stop(given.demand(), Milestone.ISSUE);
        windowClock.start(given.execution(), given.demand(), Milestone.COLLECTION);
    }

    private static String newPickupCode() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }

    void delivered(Submission given) {
        String how = switch (given.typed().decision()) {
            case "code" -> {
                String code = given.typed().required("pickupCode", "请填写取件码");
                if (!given.application().pickupCode().filter(code::equals).isPresent()) {
                    throw Refusal.field("pickupCode", "取件码不正确，请核对");
                }
                yield "窗口领取，凭取件码";
            }
            case "signature" -> {
                if (given.application().parcel().isPresent()) {
                    throw Refusal.field("decision", "这件是邮寄的，请选择邮寄签收");
                }
                yield "窗口领取，" + given.required("recipient", "请填写签收人及其与申请人的关系") + " 签收";
            }
            case "post" -> {
                String parcel =
                        given.application().parcel().orElseThrow(() -> Refusal.field("decision", "这件是窗口领取的，没有邮寄"));
                yield "邮寄送达，邮件号码 " + parcel + "，" + given.required("recipient", "请填写签收情况") + " 签收";
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        };
        given.application().deliver(windowClock.now());
        given.demand().completeAt(windowClock.now());
        documents.delivery(given.application(), how);
        casework.done(given.demand(), Step.DELIVERED, how);
    }

    /** Nobody has come for it: the window calls the applicant, again and again. */
    void chase(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Application application = applications.of(execution);
        windowClock.stop(demand, Milestone.COLLECTION);
        windowClock.stop(demand, Milestone.CHASE);
        windowClock.start(execution, demand, Milestone.CHASE);
        String parcel = application.parcel().orElse(null);
        casework.happened(
                demand,
                Step.CHASED,
                parcel == null
                        ? "办理结果自 %s 起可以领取，请尽快领取"
                                .formatted(PeopleTime.of(application.issuedAt().orElseThrow()))
                        : "邮件 " + parcel + " 尚未登记签收，窗口将查询投递情况");
        casework.tell(
                groups.inCharge(demand),
                demand,
                "NOT_COLLECTED",
                "未领取 %s",
                parcel == null ? "办理结果尚未领取，请电话提醒申请人，并记录联系情况。" : "邮件 " + parcel + " 尚未登记签收，请查询投递情况。");
    }

    void archive(DelegateExecution execution) {
        Application application = applications.of(execution);
        application.archive(windowClock.now());
        casework.happened(
                casework.of(execution),
                Step.ARCHIVED,
                "文书 %d 份，材料文件 %d 个"
                        .formatted(
                                documents.of(application).size(),
                                checklist.files(application).size()));
    }
}
