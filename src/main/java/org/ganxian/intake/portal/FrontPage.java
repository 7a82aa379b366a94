package org.ganxian.intake.portal;

import java.util.List;
import org.ganxian.organization.Duty;
import org.ganxian.organization.setup.DemoAccounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: four doors, and in the demo who may be tried at them. */
@Controller
class FrontPage {

    /** @param work what this person does here, in one line */
    record Visitor(DemoAccounts.Account account, String work) {}

    private final ObjectProvider<DemoAccounts> demo;

    FrontPage(ObjectProvider<DemoAccounts> demo) {
        this.demo = demo;
    }

    @GetMapping("/")
    String show(Model model) {
        List<Visitor> visitors = demo.stream()
                .flatMap(d -> d.all().stream())
                .map(a -> new Visitor(a, workOf(a.duty())))
                .toList();
        model.addAttribute("visitors", visitors);
        return "front";
    }

    private static String workOf(Duty duty) {
        return switch (duty) {
            case CLERK -> "替群众登记诉求，收件受理，导入热线文件";
            case DISPATCHER -> "审核本支部的点单，下单，审核办理结果";
            case MEMBER -> "领取本单位的点单或申请，办理并上报结果";
            case TRIAGE -> "把地点不清楚的诉求分给承办单位";
            case DUTY -> "处置涉及危险的诉求";
            case CALLER -> "回访不满意的群众";
            case SUPERVISOR -> "督办二次办理后仍未解决的诉求";
            case REVIEWER -> "审核本部门对申请的意见，不审自己办的";
            case HEAD -> "批准延期，协调各部门的不同意见";
            case ISSUER -> "统一出件，登记送达";
            case MANAGER -> "查看各个流程的运行情况";
            case ADMIN -> "管理人员、用户组和事项库，导入文件";
            case AUDITOR -> "查看审计记录和登录日志";
            case DIRECTOR -> "审批不予受理，指定调解员，审核协议并盖章";
            case SECRETARY -> "登记、审查纠纷，征询各方，归档";
            case MEDIATOR -> "调解自己的纠纷，记录，督促履行";
            case EXCHANGE -> "看对接伙伴的收发、对账和异常，换密钥，改对照表";
        };
    }
}
