package org.ganxian.intake.portal;

import org.ganxian.demand.Status;
import org.ganxian.window.filed.Delivery;

/** Tells the resident in plain words what a status means and who has the next move. */
final class WhatNext {

    private WhatNext() {}

    /** @param delivery how the result of an application goes to its applicant */
    static String after(Status status, Delivery delivery) {
        return switch (status) {
            case ACCEPTING -> "前台正在核对材料，5 个工作日内答复您：受理、补正或者不予受理；到期没有答复，就视为受理。";
            case SUPPLEMENTING -> "材料还不齐全。请在期限内把缺的材料补上：在下面上传，或者带到窗口。";
            case ISSUED -> delivery == Delivery.POST ? "已经寄出，请留意收件。邮件号码写在办理经过里。" : "可以领取了，请带上取件码到窗口。";
            case UNRATED -> "已经办结，评价的时间已过。";
            case REJECTED -> "没有受理。理由写在文书里，可以从下面打开。";
            case TERMINATED -> "已经终止办理。理由写在文书里，可以从下面打开。";
            case WITHDRAWN -> "您已经撤回，不再办理。需要时可以重新申请。";
            default -> after(status);
        };
    }

    static String after(Status status) {
        return switch (status) {
            case REGISTERED -> "我们已经收到，正在安排承办单位。";
            case EMERGENCY -> "值班员正在紧急处理。危险还在的话请不要等，马上打电话。";
            case TRIAGE -> "分拨员正在判断由哪个单位办理，确定后会转过去。";
            case SCREENING -> "承办单位正在审核。受理以后，会安排人员与您联系。";
            case ASKED -> "承办单位有问题要问您，请在下面回答。等您回答的时候，办理期限暂停计算。";
            case DISPATCHING -> "已经受理，正在安排办理人员。";
            case DISPATCHED -> "任务已经派出，正等办理人员接单。";
            case CLAIMED -> "办理人员已经接单，会在期限内与您联系。";
            case HANDLING -> "办理人员已经与您联系，正在办理。";
            case ACCEPTING -> "前台正在核对材料，5 个工作日内给您受理、补正或者不予受理的书面答复；到期没有答复，就视为受理。";
            case SUPPLEMENTING -> "材料还不齐全，缺什么写在补正告知书里，请在期限内补齐。";
            case DECIDING -> "已经受理，部门正在办理。";
            case DECIDED -> "已经作出决定，窗口正在制作证照和文书，10 个工作日内送达。";
            case ISSUED -> "已经可以领取，请凭取件码到窗口领取，或者等待邮寄。";
            case TERMINATED -> "已经终止办理，理由写在告知书里。";
            case REPORTED -> "办理人员已经上报结果，承办单位正在审核。";
            case CLOSED -> "已经办结。办得好不好，请您在下面评价。";
            case CALL_BACK -> "您对结果不满意，回访员会打电话给您。";
            case SUPERVISED -> "已经转为督办，由上级督促解决。";
            case RATED -> "已经办结，谢谢您的评价。";
            case UNRATED -> "已经办结，评价的时间已过。问题还没解决的话，可以重新点单。";
            case SETTLED -> "回访以后已经办结。";
            case SUPERVISION_CLOSED -> "督办以后已经办结，处理意见写在下面。";
            case REJECTED -> "这件事不能在这里办理，理由和应当找哪里写在下面。";
            case FINISHED_ELSEWHERE -> "当时受理的系统已经办结，这里留作查阅。问题还没解决的话，可以重新点单。";
            case MERGED -> "已有人反映同一件事，合并在一起办理，办理经过也显示在这里。";
            case SENT_TO_MEDIATION -> "这是一件纠纷，已经按您的意思转给调委会调解，编号写在下面。";
            case PARTNER_ASKED -> "正在转给其他平台，对方受理以前仍由我们负责。";
            case PARTNER_HANDLING -> "已经由其他平台办理，有了结果会写在这里。";
            case PARTNER_DONE -> "其他平台已经办结，结果写在下面。";
            case WITHDRAWN -> "您已经撤回，不再办理。需要时可以重新点单。";
            case EXAMINING -> "调委会正在审查能不能调解，1 个工作日内答复。";
            case CONSENT -> "调委会正在征询各方的意愿。任何一方不同意，都不调解。";
            case APPOINTING -> "各方都同意调解，正在确定调解员。";
            case MEDIATING -> "正在调解。调解员会与您约时间。";
            case SUSPENDED -> "调解暂时中止，最长 30 天。";
            case SIGNING -> "已经谈成，正在准备协议。";
            case ESCALATED -> "值班员正在处理。危险还在的话请不要等，马上打电话。";
            case PERFORMING -> "协议已经生效，请按约定履行。";
            case REVISITING -> "协议的期限已过，回访员会联系各方。";
            case FILING -> "已经回访，正在归档。";
            case DECLINED -> "有当事人不同意，不再调解。您可以依法仲裁、申请行政处理或者起诉，也可以拨打 12348。";
            case FILED -> "已经结案归档。";
            case TRANSFERRED -> "已经转给紧急处置单位。危险还在的话请不要等，马上打电话。";
        };
    }
}
