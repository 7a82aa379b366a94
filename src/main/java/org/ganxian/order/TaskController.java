package org.ganxian.order;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.ganxian.demand.Attachment;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Due;
import org.ganxian.demand.SamePlace;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.ClockFaces;
import org.ganxian.sla.ClockFaces.ClockFace;
import org.ganxian.sla.SlaClocks;
import org.ganxian.sla.SlaStep;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The demand beside a task's form, for the panel in Tasklist. */
@RestController
@Hidden
@RequestMapping("/api/tasks")
class TaskController {

    record Panel(
            String number,
            String title,
            String description,
            String category,
            String place,
            String address,
            String priority,
            String priorityName,
            String status,
            String source,
            Instant receivedAt,
            Instant occurredAt,
            Instant firstResponseDue,
            Instant firstResponseAt,
            Instant completionDue,
            boolean firstResponseProvisional,
            boolean completionProvisional,
            boolean paused,
            String dueName,
            Instant due,
            ClockFace clock,
            Contact contact,
            String unit,
            String reason,
            List<Similar> duplicates,
            Earlier earlier,
            List<Photo> attachments,
            List<Line> timeline,
            boolean mine,
            String holder,
            boolean mayUpload,
            boolean mayLogContact,
            boolean mayPutBack) {}

    record Card(
            String taskId,
            String number,
            String title,
            String priority,
            String priorityName,
            String place,
            String community,
            String dueName,
            Instant due,
            boolean paused,
            String holder) {}

    record Contact(String name, String phone, boolean revealed) {}

    record Similar(String number, String title, Instant receivedAt, Long distanceMetres) {}

    record Earlier(int total, boolean more, List<EarlierDemand> latest) {}

    record EarlierDemand(String number, String category, String status, Instant receivedAt) {}

    record Photo(Long id, String name, String url, boolean image) {}

    record Line(Instant at, String step, String actor, String text) {}

    record ContactLog(
            @NotBlank(message = "请选择联系方式") String channel,
            @Size(max = 500, message = "备注不能超过 500 字") String note) {}

    private static final int MAX_CARDS = 100;

    private final TaskDesk desk;
    private final Demands demands;
    private final Attachments attachments;
    private final Categories categories;
    private final Units units;
    private final SlaClocks clocks;
    private final ClockFaces faces;
    private final SamePlace samePlace;

    TaskController(
            TaskDesk desk,
            Demands demands,
            Attachments attachments,
            Categories categories,
            Units units,
            SlaClocks clocks,
            ClockFaces faces,
            SamePlace samePlace) {
        this.desk = desk;
        this.demands = demands;
        this.attachments = attachments;
        this.categories = categories;
        this.units = units;
        this.clocks = clocks;
        this.faces = faces;
        this.samePlace = samePlace;
    }

    /** What cards in the task list show; tasks that the person may not see are left out. */
    @GetMapping("/cards")
    List<Card> cards(@RequestParam List<String> id) {
        if (id.size() > MAX_CARDS) {
            throw Refusal.invalid("一次最多查询 " + MAX_CARDS + " 个任务");
        }
        return desk.cards(id).stream().map(this::card).toList();
    }

    private Card card(TaskDesk.CardView view) {
        Demand d = view.demand();
        Due due = Due.of(d);
        return new Card(
                view.task().getId(),
                d.number(),
                d.title(),
                d.priority().name(),
                d.priority().title(),
                view.inFull() ? d.address() : null,
                community(d),
                due.name(),
                due.at(),
                d.pausedAt().isPresent(),
                desk.holder(view.task()));
    }

    /** The nearest community; of a place that lies in none, the place itself. */
    private String community(Demand d) {
        List<Unit> upwards = units.upwards(d.placeCode());
        return upwards.stream()
                .filter(u -> u.kind() == Unit.Kind.COMMUNITY)
                .findFirst()
                .or(() -> upwards.stream().findFirst())
                .map(Unit::name)
                .orElse("地点不明");
    }

    @GetMapping("/{taskId}/demand")
    Panel demand(@PathVariable String taskId) {
        TaskDesk.View view = desk.open(taskId);
        Demand d = view.demand();
        boolean holds = view.holds();
        Due due = Due.of(d);
        return new Panel(
                d.number(),
                d.title(),
                d.description(),
                String.join(" / ", categories.path(d.categoryCode())),
                units.path(d.placeCode()),
                d.address(),
                d.priority().name(),
                d.priority().title(),
                d.status().title(),
                d.source().title(),
                d.receivedAt(),
                d.occurredAt().orElse(null),
                d.firstResponseDue(),
                d.firstResponseAt().orElse(null),
                d.completionDue(),
                clocks.isProvisional(d.number(), SlaStep.FIRST_CONTACT),
                clocks.isProvisional(
                        d.number(), SlaStep.COMPLETION, SlaStep.ACCEPTANCE, SlaStep.DECISION, SlaStep.ISSUE),
                d.pausedAt().isPresent(),
                due.name(),
                due.at(),
                due.step() == null ? null : faces.of(d.number(), due.step()).orElse(null),
                new Contact(view.contactName(), view.contactPhone(), holds),
                units.find(d.servingUnit()).map(u -> u.name()).orElse(null),
                desk.reason(view),
                desk.duplicates(view).stream().map(TaskController::similar).toList(),
                view.mine() ? earlier(d) : null,
                attachments.of(d).stream().map(p -> photo(taskId, p)).toList(),
                demands.timeline(d).stream()
                        .map(e -> new Line(e.at(), e.step().title(), e.actorTitle(), e.text()))
                        .toList(),
                view.mine(),
                desk.holder(view.task()),
                holds,
                holds,
                holds && !TaskDesk.MEMBERS_TASKS.contains(view.task().getTaskDefinitionKey()));
    }

    private static Similar similar(Demands.Duplicate duplicate) {
        Demand d = duplicate.demand();
        Double metres = duplicate.distanceMetres();
        return new Similar(d.number(), d.title(), d.receivedAt(), metres == null ? null : Math.round(metres));
    }

    private Earlier earlier(Demand demand) {
        SamePlace.Earlier found = samePlace.before(demand);
        return new Earlier(
                found.total(),
                found.more(),
                found.latest().stream()
                        .map(f -> new EarlierDemand(
                                f.number(),
                                String.join(" / ", categories.path(f.categoryCode())),
                                f.status().title(),
                                f.receivedAt()))
                        .toList());
    }

    private static Photo photo(String taskId, Attachments.Photo photo) {
        return new Photo(photo.id(), photo.name(), "/api/tasks/" + taskId + "/attachments/" + photo.id(), true);
    }

    @PostMapping("/{taskId}/attachments")
    @ResponseStatus(HttpStatus.CREATED)
    Photo upload(@PathVariable String taskId, @RequestParam MultipartFile file) throws IOException {
        return photo(taskId, desk.upload(taskId, file.getOriginalFilename(), file.getBytes()));
    }

    @GetMapping("/{taskId}/attachments/{id}")
    ResponseEntity<byte[]> photo(@PathVariable String taskId, @PathVariable Long id) {
        Attachment photo = desk.photo(taskId, id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(photo.mediaType()))
                .cacheControl(CacheControl.noStore())
                .body(photo.content());
    }

    @PostMapping("/{taskId}/contacts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logContact(@PathVariable String taskId, @Valid @RequestBody ContactLog contact) {
        desk.logContact(taskId, ContactChannel.of(contact.channel()), contact.note());
    }

    @PostMapping("/{taskId}/put-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putBack(@PathVariable String taskId) {
        desk.putBack(taskId);
    }
}
