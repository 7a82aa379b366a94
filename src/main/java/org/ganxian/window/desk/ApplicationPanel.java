package org.ganxian.window.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.Casework;
import org.ganxian.casework.panel.TaskDesk;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.demand.Status;
import org.ganxian.document.Document;
import org.ganxian.engine.MyTasks;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.MaterialUpload;
import org.ganxian.window.flow.Application;
import org.ganxian.window.flow.Checklist;
import org.ganxian.window.flow.DepartmentOpinion;
import org.ganxian.window.flow.MaterialFile;
import org.ganxian.window.flow.WindowDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member of staff sees of an application beside a task's form: the item, the materials, the departments' opinions
 * and the documents. Number and address of a person are for whoever holds the task, and each look is audited once.
 */
@Service
@Transactional
@RequiredArgsConstructor
class ApplicationPanel {

    private static final String SHOWN = "application-shown";
    private static final String FILE_SHOWN = "application-file-shown";
    private static final String ACCEPTING = "accept-application";

    record View(
            Item item,
            String applicant,
            @Nullable String idNumber,
            String delivery,
            @Nullable String postAddress,
            String desk,
            List<Material> materials,
            boolean mayTick,
            List<Opinion> opinions,
            List<Paper> documents) {}

    record Item(
            String code,
            int version,
            String name,
            String legalBasis,
            @Nullable String guide,
            int statutoryDays,
            int promisedDays,
            boolean onTheSpot) {}

    record Material(
            String code,
            String name,
            boolean needed,
            @Nullable String heldBy,
            @Nullable String note,
            boolean received,
            boolean asked,
            List<File> files) {}

    /** @param url null for whoever does not hold the task */
    record File(
            Long id,
            String name,
            String mediaType,
            @Nullable String url) {}

    /** @param agrees null while nothing is drafted */
    record Opinion(
            String unit,
            boolean lead,
            String state,
            @Nullable Boolean agrees,
            @Nullable String grounds) {}

    /** @param url null for whoever does not hold the task */
    record Paper(
            Long id, String title, String serial, @Nullable String url) {}

    private final TaskDesk desk;
    private final MyTasks myTasks;
    private final Applications applications;
    private final DepartmentOpinion.Repository opinions;
    private final Checklist checklist;
    private final WindowDocuments documents;
    private final Units units;
    private final Casework casework;

    /**
     * Empty for the task of an order.
     *
     * @throws Refusal 403 for somebody else's task, 404 for one that is gone
     */
    Optional<View> find(String taskId) {
        Task task = myTasks.get(taskId);
        return foundOf(task).map(application -> view(task, application));
    }

    /** @throws Refusal 404 for a task that belongs to no application */
    View open(String taskId) {
        Task task = myTasks.get(taskId);
        return view(task, applicationOf(task));
    }

    private View view(Task task, Application application) {
        boolean holds = desk.showsTo(task, application.number(), SHOWN);
        ServiceItem item = applications.itemOf(application);
        String base = "/api/tasks/" + task.getId();
        List<MaterialFile.Info> files = checklist.files(application);
        return new View(
                new Item(
                        item.code(),
                        item.version(),
                        item.name(),
                        item.legalBasis(),
                        item.guide(),
                        item.statutoryDays(),
                        item.promisedDays(),
                        item.isAnsweredOnTheSpot()),
                holds ? application.applicant() : Masks.name(application.applicant()),
                application.idNumber().map(n -> holds ? n : Masks.idNumber(n)).orElse(null),
                application.delivery().title(),
                holds ? application.postAddress().orElse(null) : null,
                units.path(application.desk()),
                checklist.of(application).stream()
                        .map(m -> new Material(
                                m.code(),
                                m.name(),
                                m.isNeeded(),
                                m.heldBy().orElse(null),
                                m.note(),
                                m.isReceived(),
                                m.wasAsked(),
                                files.stream()
                                        .filter(f -> f.material().equals(m.code()))
                                        .map(f -> new File(
                                                f.id(),
                                                f.name(),
                                                f.mediaType(),
                                                holds ? base + "/materials/files/" + f.id() : null))
                                        .toList()))
                        .toList(),
                mayTick(task, holds),
                opinions.findByApplicationIdOrderById(application.id()).stream()
                        .map(this::opinion)
                        .toList(),
                documents.of(application).stream()
                        .map(d ->
                                new Paper(d.id(), d.title(), d.serial(), holds ? base + "/documents/" + d.id() : null))
                        .toList());
    }

    private static boolean mayTick(Task task, boolean holds) {
        return holds && ACCEPTING.equals(task.getTaskDefinitionKey());
    }

    private Opinion opinion(DepartmentOpinion o) {
        String state = o.isApproved()
                ? "已审核"
                : o.procedure()
                        .map(p -> "正在" + p.title())
                        .orElse(
                                o.grounds() != null && (o.agrees() != null || o.isTermination())
                                        ? "待审核"
                                        : o.handler().isPresent() ? "经办中" : "待签收");
        return new Opinion(
                units.find(o.unit()).map(Unit::name).orElse(o.unit()), o.isLead(), state, o.agrees(), o.grounds());
    }

    void tick(String taskId, Set<String> codes, boolean received) {
        checklist.tick(accepting(taskId), codes, received);
    }

    MaterialFile.Info upload(String taskId, String material, String filename, byte[] content) {
        Application application = accepting(taskId);
        return checklist.add(
                application,
                casework.of(application.number()),
                new MaterialUpload(material, filename, content),
                casework.actor());
    }

    private Application accepting(String taskId) {
        Task task = myTasks.held(taskId);
        Application application = applicationOf(task);
        if (!mayTick(task, true) || casework.of(application.number()).status() != Status.ACCEPTING) {
            throw Refusal.conflict("材料只在前台受理时登记，受理以后不能改动");
        }
        return application;
    }

    MaterialFile file(String taskId, Long id) {
        return checklist.file(looking(taskId), id);
    }

    Document document(String taskId, Long id) {
        return documents.get(looking(taskId), id);
    }

    /** Scans and documents name people: for whoever holds the task, each look on record. */
    private Application looking(String taskId) {
        Application application = applicationOf(myTasks.held(taskId));
        desk.looked(application.number(), FILE_SHOWN);
        return application;
    }

    private Application applicationOf(Task task) {
        return foundOf(task).orElseThrow(() -> Refusal.notFound("该任务没有关联的申请"));
    }

    private Optional<Application> foundOf(Task task) {
        return Optional.of(task).flatMap(myTasks::numberOf).flatMap(applications::find);
    }
}
