package org.ganxian.casework.panel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Due;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.organization.Units;
import org.ganxian.sla.ClockFaces;
import org.ganxian.sla.ClockFaces.ClockFace;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The frame of the panel beside every task's form: the demand's facts, its timeline, its files. */
@Component
@RequiredArgsConstructor
class TaskPanel {

    record View(
            String number,
            String title,
            String description,
            String category,
            String place,
            @Nullable String address,
            String priority,
            String priorityName,
            String status,
            String source,
            Instant receivedAt,
            @Nullable Instant occurredAt,
            @Nullable Instant firstResponseDue,
            @Nullable Instant firstResponseAt,
            @Nullable Instant completionDue,
            boolean firstResponseProvisional,
            boolean completionProvisional,
            boolean paused,
            String dueName,
            @Nullable Instant due,
            @Nullable ClockFace clock,
            Map<String, String> left,
            Contact contact,
            @Nullable String unit,
            @Nullable String reason,
            List<Similar> duplicates,
            int followers,
            @Nullable Earlier earlier,
            List<Photo> attachments,
            List<Line> timeline,
            boolean mine,
            @Nullable String holder,
            boolean mayUpload,
            boolean mayLogContact,
            boolean mayPutBack) {}

    /** @param note what else was written for a telephone number; null for nothing, and for whoever does not hold the task */
    record Contact(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String note,
            boolean revealed) {}

    /** @param address null, as the text is, for a case that another unit serves */
    record Similar(
            String number,
            String title,
            @Nullable String address,
            @Nullable String text,
            Instant receivedAt,
            @Nullable Long distanceMetres) {}

    record Earlier(int total, boolean more, List<EarlierDemand> latest) {}

    record EarlierDemand(String number, String category, String status, Instant receivedAt) {}

    record Photo(Long id, String name, String url, boolean image) {}

    /** @param note whether staff wrote it for one another */
    record Line(
            Instant at, String step, String actor, @Nullable String text, boolean note) {

        static Line of(TimelineEntry entry) {
            return new Line(
                    entry.at(), entry.step().title(), entry.actorTitle(), entry.text(), entry.step() == Step.NOTED);
        }
    }

    private final Demands demands;
    private final Attachments attachments;
    private final Categories categories;
    private final Units units;
    private final SlaClocks clocks;
    private final ClockFaces faces;
    private final OtherDemands others;
    private final TaskReasons reasons;

    /** @param holder unit and duty of whoever has taken the task; null when nobody has */
    View of(TaskDesk.View view, @Nullable String holder) {
        Demand d = view.demand();
        boolean holds = view.holds();
        Due due = Due.of(d);
        Priority priority = priorityOf(d);
        return new View(
                d.number(),
                d.title(),
                d.description(),
                String.join(" / ", categories.path(d.categoryCode())),
                units.path(d.placeCode()),
                d.address(),
                priority.name(),
                priority.title(),
                d.status().title(),
                d.origin(),
                d.receivedAt(),
                d.occurredAt().orElse(null),
                d.firstResponseDue(),
                d.firstResponseAt().orElse(null),
                d.completionDue(),
                clocks.isProvisional(d.number(), Milestone.FIRST_CONTACT),
                clocks.isProvisional(
                        d.number(), Milestone.COMPLETION, Milestone.ACCEPTANCE, Milestone.DECISION, Milestone.ISSUE),
                d.pausedAt().isPresent(),
                due.name(),
                due.at(),
                due.step() == null ? null : faces.of(d.number(), due.step()).orElse(null),
                faces.left(d.number()),
                new Contact(view.contactName(), view.contactPhone(), view.phoneNote(), holds),
                units.find(d.servingUnit()).map(u -> u.name()).orElse(null),
                view.mine() ? reasons.of(view.task(), d).orElse(null) : null,
                duplicates(view),
                others.followers(d),
                view.mine() ? others.earlier(d) : null,
                attachments.of(d).stream()
                        .map(p -> photo(view.task().getId(), p))
                        .toList(),
                demands.timeline(d).stream().map(Line::of).toList(),
                view.mine(),
                holder,
                holds && !d.confidential(),
                holds,
                holds && reasons.mayPutBack(view.task()));
    }

    /** Tasks come after routing, which gives the priority. */
    static Priority priorityOf(Demand demand) {
        return Objects.requireNonNull(demand.priority(), "not routed yet");
    }

    private List<Similar> duplicates(TaskDesk.View view) {
        Demand demand = view.demand();
        return view.mine() && demand.status() == Status.SCREENING ? others.similar(demand) : List.of();
    }

    static Photo photo(String taskId, Attachments.Photo photo) {
        return new Photo(photo.id(), photo.name(), "/api/tasks/" + taskId + "/attachments/" + photo.id(), true);
    }
}
