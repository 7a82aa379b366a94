package org.ganxian.window;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganxian.casework.CaseMessages;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.ganxian.sla.Priority;
import org.ganxian.window.filed.MaterialUpload;
import org.ganxian.window.filed.NewApplication;
import org.ganxian.window.flow.Application;
import org.ganxian.window.flow.Checklist;
import org.ganxian.window.flow.DepartmentOpinion;
import org.ganxian.window.flow.WindowFlow;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Takes an application in and starts its process. */
@Component
class Filing {

    private final FilingRules rules;
    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final Checklist checklist;
    private final Demands demands;
    private final CaseMessages messages;
    private final CurrentActor currentActor;
    private final PhoneNumbers phones;
    private final String category;

    Filing(
            FilingRules rules,
            Application.Repository applications,
            DepartmentOpinion.Repository opinions,
            Checklist checklist,
            Demands demands,
            CaseMessages messages,
            CurrentActor currentActor,
            PhoneNumbers phones,
            @Value("${ganxian.window.category}") String category) {
        this.rules = rules;
        this.applications = applications;
        this.opinions = opinions;
        this.checklist = checklist;
        this.demands = demands;
        this.messages = messages;
        this.currentActor = currentActor;
        this.phones = phones;
        this.category = category;
    }

    /** As {@link Applications#file}. */
    Demand file(NewApplication filed, Set<String> onPaper, List<MaterialUpload> files) {
        ServiceItem item = rules.item(filed);
        Unit desk = rules.desk(filed);
        Map<String, String> wrong = rules.wrong(filed, item);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        List<Unit> departments = rules.departments(item, desk);
        Actor actor = currentActor.forResident();
        PhoneNumbers.Written phone = phones.read(filed.phone());
        Demand demand = demands.register(
                new NewDemand(
                        item.name(),
                        category,
                        filed.note() == null ? "申请办理：" + item.name() : filed.note(),
                        filed.place(),
                        null,
                        null,
                        null,
                        filed.applicant(),
                        phone.number(),
                        filed.source(),
                        null,
                        null,
                        filed.registeredBy(),
                        phone.rest()),
                actor);
        demand.prioritise(item.isJoint() ? Priority.P4 : Priority.P3);
        demand.serveBy(desk.code());
        Application application =
                applications.save(new Application(demand.number(), item.id(), filed, desk.code(), demand.receivedAt()));
        checklist.start(application, item);
        checklist.tick(application, onPaper, true);
        files.forEach(file -> checklist.add(application, demand, file, actor));
        for (Unit department : departments) {
            opinions.save(
                    new DepartmentOpinion(application.id(), department.code(), department.equals(departments.get(0))));
        }
        messages.start(demand.number(), WindowFlow.FILED);
        return demand;
    }

    /** As {@link Applications#wrong}. */
    Map<String, String> wrong(NewApplication filed) {
        return rules.wrong(filed);
    }
}
