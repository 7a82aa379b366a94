package org.ganxian.casework.panel;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachment;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Due;
import org.ganxian.demand.notes.CaseNotes;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Downloads;
import org.ganxian.sla.Priority;
import org.ganxian.sla.TimeLeft;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequiredArgsConstructor
class TaskController {

    record Card(
            String taskId,
            String number,
            String title,
            @Nullable String priority,
            @Nullable String priorityName,
            @Nullable String place,
            @Nullable String community,
            String dueName,
            @Nullable Instant due,
            @Nullable String left,
            boolean late,
            boolean paused,
            @Nullable String holder) {}

    record ContactLog(
            @NotBlank(message = "请选择联系方式") String channel,

            @Size(max = 500, message = "备注不能超过 500 字") @Nullable
            String note) {}

    record Note(@NotBlank(message = "请填写备注") String text) {}

    private static final int MAX_CARDS = 100;

    private final TaskDesk desk;
    private final TaskPanel panel;
    private final TaskCards cards;
    private final OtherDemands others;
    private final CaseNotes notes;
    private final Units units;
    private final TimeLeft.Times times;
    private final Clock clock;

    /** What cards in the task list show; tasks that the person may not see are left out. */
    @GetMapping("/cards")
    List<Card> cards(@RequestParam List<String> id) {
        if (id.size() > MAX_CARDS) {
            throw Refusal.invalid("一次最多查询 " + MAX_CARDS + " 个任务");
        }
        TaskCards.Found found = cards.find(id);
        List<TaskCards.Card> shown = found.cards();
        Map<String, List<TimeLeft>> left = times.of(
                shown.stream().map(card -> card.demand().number()).collect(Collectors.toSet()), clock.instant());
        return Stream.concat(
                        shown.stream()
                                .map(one ->
                                        card(one, left.getOrDefault(one.demand().number(), List.of()))),
                        found.others().stream().map(this::card))
                .toList();
    }

    /** Its limit is the task's own, by the clock on the wall. */
    private Card card(TaskCards.OtherCard other) {
        Instant due = other.task().getDueDate() == null
                ? null
                : other.task().getDueDate().toInstant();
        return new Card(
                other.task().getId(),
                other.brief().number(),
                other.brief().title(),
                null,
                null,
                null,
                null,
                "期限",
                due,
                due == null ? null : left(due),
                due != null && due.isBefore(clock.instant()),
                false,
                desk.holder(other.task()));
    }

    private String left(Instant due) {
        Duration time = Duration.between(clock.instant(), due);
        return TimeLeft.inWords(time.isNegative(), time.abs());
    }

    private Card card(TaskCards.Card view, List<TimeLeft> running) {
        Demand d = view.demand();
        Due due = Due.of(d);
        Optional<TimeLeft> left =
                running.stream().filter(one -> one.step() == due.step()).findFirst();
        Priority priority = TaskPanel.priorityOf(d);
        return new Card(
                view.task().getId(),
                d.number(),
                d.title(),
                priority.name(),
                priority.title(),
                view.inFull() ? d.address() : null,
                community(d),
                due.name(),
                due.at(),
                left.map(TimeLeft::inWords).orElse(null),
                left.filter(TimeLeft::late).isPresent(),
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

    /** What stands above the form of a task that has no demand. */
    @GetMapping("/{taskId}/subject")
    TaskSubjects.Subject subject(@PathVariable String taskId) {
        return cards.subject(taskId);
    }

    @GetMapping("/{taskId}/demand")
    TaskPanel.View demand(@PathVariable String taskId) {
        TaskDesk.View view = desk.open(taskId);
        return panel.of(view, desk.holder(view.task()));
    }

    /** For whoever holds the task, and so sees the telephone number. */
    @GetMapping("/{taskId}/same-phone")
    TaskPanel.Earlier samePhone(@PathVariable String taskId) {
        return others.ofTheSamePhone(desk.lookAtSamePhone(taskId));
    }

    @PostMapping("/{taskId}/attachments")
    @ResponseStatus(HttpStatus.CREATED)
    TaskPanel.Photo upload(@PathVariable String taskId, @RequestParam MultipartFile file) throws IOException {
        return TaskPanel.photo(taskId, desk.upload(taskId, file.getOriginalFilename(), file.getBytes()));
    }

    @GetMapping("/{taskId}/attachments/{id}")
    ResponseEntity<byte[]> photo(@PathVariable String taskId, @PathVariable Long id) {
        Attachment photo = desk.photo(taskId, id);
        return Downloads.uploaded(photo.name(), photo.mediaType(), photo.content());
    }

    /** How a contact can have been made, for the form that logs one. */
    @GetMapping("/contact-channels")
    List<Choice> contactChannels() {
        return desk.contactChannels();
    }

    @PostMapping("/{taskId}/contacts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logContact(@PathVariable String taskId, @Valid @RequestBody ContactLog contact) {
        desk.logContact(taskId, contact.channel(), contact.note());
    }

    /** For whoever has the task to do or to take. */
    @PostMapping("/{taskId}/notes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void note(@PathVariable String taskId, @Valid @RequestBody Note note) {
        notes.write(desk.mine(taskId).demand().number(), note.text());
    }

    @PostMapping("/{taskId}/put-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putBack(@PathVariable String taskId) {
        desk.putBack(taskId);
    }
}
