package org.ganxian.window;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.document.Document;
import org.ganxian.engine.CaseMessages;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.sla.Priority;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an applicant can do with an application, at the desk or online: file it, supply what is missing, read the
 * documents. Withdrawing and rating are as for any demand. Each is one transaction over rows and engine.
 */
@Service
@Transactional
public class Applications {

    /** A file of a material. */
    public record MaterialUpload(String material, String filename, byte[] content) {}

    /** A document with its bytes is read by {@link #document}. */
    public record IssuedDocument(Long id, String title, String serial, String filename, Instant issuedAt) {}

    /** A material that the applicant still has to bring. */
    public record Missing(String code, String name) {}

    /** The largest file that is taken, in bytes. */
    public static final int MAX_FILE_BYTES = Checklist.MAX_BYTES;

    /** The most files that an application may have. */
    public static final int MAX_FILES = Checklist.MAX_FILES;

    private static final Pattern ID_NUMBER = Pattern.compile("\\d{17}[0-9X]");
    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final ServiceItems items;
    private final Checklist checklist;
    private final WindowDocuments documents;
    private final Demands demands;
    private final Units units;
    private final CaseMessages messages;
    private final CurrentActor currentActor;
    private final Clock clock;
    private final String category;

    Applications(
            Application.Repository applications,
            DepartmentOpinion.Repository opinions,
            ServiceItems items,
            Checklist checklist,
            WindowDocuments documents,
            Demands demands,
            Units units,
            CaseMessages messages,
            CurrentActor currentActor,
            Clock clock,
            @Value("${ganxian.window.category}") String category) {
        this.applications = applications;
        this.opinions = opinions;
        this.items = items;
        this.checklist = checklist;
        this.documents = documents;
        this.demands = demands;
        this.units = units;
        this.messages = messages;
        this.currentActor = currentActor;
        this.clock = clock;
        this.category = category;
    }

    /**
     * Files an application with its materials and starts its process; all of it or nothing.
     *
     * @param onPaper codes of materials that the desk has on paper; empty online
     * @return its demand, with number and query code
     * @throws Refusal when something is missing, wrong or too large
     */
    public Demand file(NewApplication filed, Set<String> onPaper, List<MaterialUpload> files) {
        ServiceItem item = item(filed);
        Unit desk = desk(filed);
        Map<String, String> wrong = wrong(filed, item);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        List<Unit> departments = departments(item, desk);
        Actor actor = filed.registeredBy() == null ? Actor.RESIDENT : currentActor.get();
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
                        filed.phone(),
                        filed.source(),
                        null,
                        null,
                        filed.registeredBy()),
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

    private ServiceItem item(NewApplication filed) {
        return items.find(filed.item(), LocalDate.now(clock.withZone(PeopleTime.ZONE)))
                .orElseThrow(() -> Refusal.field("item", "没有这个办理事项，或者已停办"));
    }

    private Unit desk(NewApplication filed) {
        return units.upwards(filed.place()).stream()
                .filter(u -> u.kind() == Unit.Kind.STREET)
                .findFirst()
                .orElseThrow(() -> Refusal.field("place", "请选择办理的街道"));
    }

    /** All that {@link #file} would refuse about these fields, zh-CN by field, so that a form can say it at once. */
    @Transactional(readOnly = true)
    public Map<String, String> wrong(NewApplication filed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        try {
            ServiceItem item = item(filed);
            wrong.putAll(wrong(filed, item));
            departments(item, desk(filed));
        } catch (Refusal refusal) {
            wrong.putAll(refusal.fields());
        }
        return wrong;
    }

    private List<Unit> departments(ServiceItem item, Unit desk) {
        List<Unit> found = new ArrayList<>();
        for (String function : item.functions()) {
            found.add(units.departmentFor(function, desk.code())
                    .orElseThrow(() -> Refusal.field("place", "所选街道没有承办这个事项的部门，请联系窗口")));
        }
        return found;
    }

    private static Map<String, String> wrong(NewApplication filed, ServiceItem item) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (filed.applicant() == null || filed.applicant().isBlank()) {
            wrong.put("applicant", "请填写申请人姓名或单位名称");
        }
        if (filed.phone() == null) {
            wrong.put("phone", "请填写联系电话");
        }
        if (item.needsIdNumber() && !isIdNumber(filed.idNumber())) {
            wrong.put("idNumber", "这个事项需要申请人的公民身份号码，请填写正确的 18 位号码");
        } else if (!item.needsIdNumber() && filed.idNumber() != null) {
            wrong.put("idNumber", "这个事项不需要身份号码，请不要填写");
        }
        if (filed.delivery() == null) {
            wrong.put("delivery", "请选择领取方式");
        } else if (filed.delivery() == Delivery.POST
                && (filed.postAddress() == null || filed.postAddress().isBlank())) {
            wrong.put("postAddress", "请填写邮寄地址");
        }
        if (filed.postAddress() != null
                && (Texts.length(filed.postAddress()) > Demands.ADDRESS_LENGTH
                        || !Texts.isReadable(filed.postAddress()))) {
            wrong.put("postAddress", "邮寄地址不能超过 %d 字，不能含有控制字符".formatted(Demands.ADDRESS_LENGTH));
        }
        return wrong;
    }

    /** With the check digit of GB 11643. */
    static boolean isIdNumber(String number) {
        if (number == null || !ID_NUMBER.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < ID_WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * ID_WEIGHTS[i];
        }
        return "10X98765432".charAt(sum % 11) == number.charAt(17);
    }

    /** The application behind a demand; empty for an order. */
    @Transactional(readOnly = true)
    public Optional<Application> find(String number) {
        return applications.findByNumber(number);
    }

    /** The version of the service item that it was filed under. */
    @Transactional(readOnly = true)
    public ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }

    /** What the applicant has to bring before it can be accepted. */
    @Transactional(readOnly = true)
    public List<Missing> missing(Application application) {
        return checklist.missing(application).stream()
                .map(m -> new Missing(m.code(), m.name()))
                .toList();
    }

    /**
     * The applicant supplies what the notice named; the desk looks again.
     *
     * @param note what to say to points that are no materials; may be null
     * @throws Refusal 409 when nothing was asked, 400 when nothing is supplied
     */
    public Demand supplement(String number, String code, String note, List<MaterialUpload> files) {
        Demand demand = demands.trackForChange(number, code);
        Application application = find(demand.number()).orElseThrow(() -> Refusal.conflict("目前没有需要您补正的内容"));
        if (demand.status() != Status.SUPPLEMENTING) {
            throw Refusal.conflict("目前没有需要您补正的内容");
        }
        if (files.isEmpty() && (note == null || note.isBlank())) {
            throw Refusal.field("materials", "请上传补正的材料，或者填写说明");
        }
        supplied(demand, application, note, files, Actor.RESIDENT);
        return demand;
    }

    private void supplied(
            Demand demand, Application application, String note, List<MaterialUpload> files, Actor actor) {
        files.forEach(file -> checklist.add(application, demand, file, actor));
        demands.record(demand, Step.SUPPLEMENTED, actor, note == null || note.isBlank() ? null : note.strip());
        messages.tell(demand.number(), WindowFlow.SUPPLIED, "这件申请刚刚有了新的进展，请刷新后再试");
    }

    /**
     * The applicant brings to the desk what the notice named.
     *
     * @param onPaper codes of materials that the desk has now
     * @param note what was put right that is no material, null for nothing
     * @throws Refusal 400 when neither is given, 403 for whoever is no clerk of that desk, 409 when nothing was asked
     */
    public void supplementAtDesk(String number, Set<String> onPaper, String note) {
        Application application = find(number).orElseThrow(() -> Refusal.notFound("没有这件申请"));
        Demand demand = demands.take(number);
        if (demand.status() != Status.SUPPLEMENTING) {
            throw Refusal.conflict("这件申请目前没有需要补正的内容");
        }
        if (onPaper.isEmpty() && (note == null || note.isBlank())) {
            throw Refusal.field("received", "请勾选收到的材料，或者写明补正了什么");
        }
        checklist.tick(application, onPaper, true);
        supplied(
                demand,
                application,
                "到窗口补正" + (note == null || note.isBlank() ? "" : "。" + note.strip()),
                List.of(),
                currentActor.get());
    }

    /** In the order of issue. */
    @Transactional(readOnly = true)
    public List<IssuedDocument> documents(Application application) {
        return documents.of(application).stream()
                .map(d -> new IssuedDocument(d.id(), d.title(), d.serial(), d.filename(), d.issuedAt()))
                .toList();
    }

    /** @throws Refusal 404 for a document of another application, too */
    @Transactional(readOnly = true)
    public Document document(Application application, Long id) {
        return documents.get(application, id);
    }
}
