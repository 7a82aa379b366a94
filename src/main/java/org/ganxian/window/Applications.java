package org.ganxian.window;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.CaseMessages;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.document.Document;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.window.filed.MaterialUpload;
import org.ganxian.window.filed.NewApplication;
import org.ganxian.window.flow.Application;
import org.ganxian.window.flow.Checklist;
import org.ganxian.window.flow.WindowDocuments;
import org.ganxian.window.flow.WindowFlow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an applicant can do with an application, at the desk or online: file it, supply what is missing, read the
 * documents. Withdrawing and rating are as for any demand. Each is one transaction over rows and engine.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Applications {

    /** A document with its bytes is read by {@link #document}. */
    public record IssuedDocument(Long id, String title, String serial, String filename, Instant issuedAt) {}

    /** A material that the applicant still has to bring. */
    public record Missing(String code, String name) {}

    /** The largest file that is taken, in bytes. */
    public static final int MAX_FILE_BYTES = Checklist.MAX_BYTES;

    /** The most files that an application may have. */
    public static final int MAX_FILES = Checklist.MAX_FILES;

    private final Filing filing;
    private final Application.Repository applications;
    private final ServiceItems items;
    private final Checklist checklist;
    private final WindowDocuments documents;
    private final Demands demands;
    private final CaseMessages messages;
    private final CurrentActor currentActor;

    /**
     * Files an application with its materials and starts its process; all of it or nothing.
     *
     * @param onPaper codes of materials that the desk has on paper; empty online
     * @return its demand, with number and query code
     * @throws Refusal when something is missing, wrong or too large
     */
    public Demand file(NewApplication filed, Set<String> onPaper, List<MaterialUpload> files) {
        return filing.file(filed, onPaper, files);
    }

    /** All that {@link #file} would refuse about these fields, zh-CN by field, so that a form can say it at once. */
    @Transactional(readOnly = true)
    public Map<String, String> wrong(NewApplication filed) {
        return filing.wrong(filed);
    }

    /**
     * A file as it would be kept, before there is an application to keep it for. No transaction waits for the scanner.
     *
     * @throws Refusal for what {@link #file} would refuse of it alone
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public MaterialUpload looked(MaterialUpload file) {
        return checklist.looked(file);
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
     * @param note what to say to points that are no materials
     * @throws Refusal 409 when nothing was asked, 400 when nothing is supplied
     */
    public Demand supplement(String number, @Nullable String code, @Nullable String note, List<MaterialUpload> files) {
        Demand demand = demands.trackForChange(number, code);
        Application application = find(demand.number()).orElseThrow(() -> Refusal.conflict("目前没有需要您补正的内容"));
        if (demand.status() != Status.SUPPLEMENTING) {
            throw Refusal.conflict("目前没有需要您补正的内容");
        }
        if (files.isEmpty() && (note == null || note.isBlank())) {
            throw Refusal.field("materials", "请上传补正的材料，或者填写说明");
        }
        supplied(demand, application, note, files, currentActor.forResident());
        return demand;
    }

    private void supplied(
            Demand demand, Application application, @Nullable String note, List<MaterialUpload> files, Actor actor) {
        files.forEach(file -> checklist.add(application, demand, file, actor));
        demands.record(demand, Step.SUPPLEMENTED, actor, note == null || note.isBlank() ? null : note.strip());
        messages.tell(demand.number(), WindowFlow.SUPPLIED, "这件申请刚刚有了新的进展，请刷新后再试");
    }

    /**
     * The applicant brings to the desk what the notice named.
     *
     * @param onPaper codes of materials that the desk has now
     * @param note what was put right that is no material
     * @throws Refusal 400 when neither is given, 403 for whoever is no clerk of that desk, 409 when nothing was asked
     */
    public void supplementAtDesk(String number, Set<String> onPaper, @Nullable String note) {
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
