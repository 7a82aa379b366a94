package org.ganxian.mediation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.Casework;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.court.Courts;
import org.ganxian.mediation.dossier.CourtReport;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.TypedDay;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a court has entrusted and was not settled: the committee reports, gives the papers back and has that signed for. The bean
 * that {@code processes/court-report.bpmn} calls. The case itself is over by then.
 */
@CalledByDiagrams
@Component("courtReporting")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CourtReporting {

    static final String PROCESS = "court-report";

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationGroups groups;
    private final Mediation.Repository mediations;
    private final CourtReport.Repository reports;
    private final Courts courts;
    private final DangerWords words;
    private final RuntimeService runtime;
    private final CurrentActor current;

    /** Once a case. Nothing for what no court has sent. */
    void start(Demand demand, Mediation mediation) {
        if (mediation.entrusted() == null || reports.existsByMediationId(mediation.id())) {
            return;
        }
        reports.saveAndFlush(new CourtReport(mediation.id(), clock.now()));
        current.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, demand.number()));
        casework.tell(
                groups.secretariesOf(mediation),
                demand,
                "COURT_REPORT",
                "请向法院反馈 %s",
                "法院委派、委托的纠纷没有调解成，请在 1 个工作日内书面反馈，并退回材料。");
    }

    /**
     * Begun by the case's end, and by nobody else.
     *
     * @throws Refusal 403 for whoever would start it by hand
     */
    public void begins(DelegateExecution execution) {
        if (current.username().isPresent()) {
            throw Refusal.forbidden("向法院反馈由纠纷结束时自动发起");
        }
        clock.start(execution, casework.of(execution), Milestone.COURT_REPORT);
    }

    public void late(DelegateExecution execution) {
        Demand demand = casework.of(execution);
        Mediation mediation = mediations.of(execution);
        clock.breach(demand, Milestone.COURT_REPORT);
        casework.tell(
                Stream.concat(groups.secretariesOf(mediation).stream(), groups.heads(mediation).stream())
                        .toList(),
                demand,
                "SLA_BREACH",
                "已超时 %s：反馈法院",
                "法院委派、委托的纠纷没有调解成，还没有向法院反馈。");
    }

    public void reported(DelegateTask task) {
        Demand demand = casework.of(task);
        Mediation mediation = mediations.of(task.getExecution());
        FormInput typed = new FormInput(task);
        if (words.tellOfDanger(typed.text("papers"), typed.text("report"))) {
            casework.tell(groups.onDuty(), demand, "DANGER", "激化 %s", "给法院的反馈里有危险的话，请立即打电话。");
        }
        String court = typed.required("court", "请选择哪个法院委派、委托的");
        if (courts.all().stream().noneMatch(one -> one.value().equals(court))) {
            throw Refusal.field("court", "请选择本市的法院");
        }
        CourtReport report = reports.findByMediationId(mediation.id()).orElseThrow();
        report.given(
                new CourtReport.Typed(
                        court,
                        typed.required("report", "请填写情况说明"),
                        typed.required("papers", "请填写退回材料的清单，没有材料的写“无”"),
                        typed.required("receivedBy", "请填写法院签收的人"),
                        day(mediation, typed.required("receivedOn", "请填写法院签收的日子"))),
                task.getAssignee(),
                clock.now());
        clock.stop(demand, Milestone.COURT_REPORT);
        casework.done(demand, Step.REPORTED_TO_COURT, court + "已签收反馈和退回的材料");
        variables.settle(task, mediation);
    }

    private LocalDate day(Mediation mediation, String typed) {
        LocalDate day;
        try {
            day = TypedDay.parse(typed);
        } catch (DateTimeException wrong) {
            throw Refusal.field("receivedOn", "日期这样写：2026-07-01");
        }
        if (day.isAfter(clock.today()) || mediation.receiptOn() != null && day.isBefore(mediation.receiptOn())) {
            throw Refusal.field("receivedOn", "签收的日子不在今天以后，也不早于签收法院材料的日子");
        }
        return day;
    }
}
