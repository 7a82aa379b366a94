package org.ganxian.dispatch;

import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.panel.TaskDesk;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.document.pdf.QrCode;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** 工单: an order on one sheet of paper, for whoever goes there. What is personal is on it only for who holds the task. */
@DeskPage
@RequiredArgsConstructor
class SheetPage {

    private static final String PRINTED = "sheet-shown";

    /** @param wishes what the dispatcher said last; null for nothing */
    record Sheet(
            String number,
            String title,
            String text,
            String category,
            String place,
            @Nullable String address,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String unit,
            String priority,
            String receivedAt,
            @Nullable String firstResponseDue,
            @Nullable String completionDue,
            @Nullable String wishes,
            int photos) {}

    private final TaskDesk desk;
    private final Demands demands;
    private final Attachments attachments;
    private final Categories categories;
    private final Units units;
    private final CurrentActor currentActor;
    private final Audit audit;

    /** Each sheet of somebody who holds the task is on record: paper goes out of the house. */
    @GetMapping("/desk/tasks/{taskId}/sheet")
    String sheet(@PathVariable String taskId, Model model) {
        TaskDesk.View view = desk.mine(taskId);
        Demand demand = view.demand();
        if (!demand.status().isOpen() || demand.status().isOfAnApplication()) {
            throw Refusal.conflict("只有办理中的群众点单可以打印工单");
        }
        if (view.holds()) {
            audit.record(currentActor.get(), PRINTED, demand.number());
        }
        model.addAttribute("holds", view.holds());
        model.addAttribute("paper", of(view));
        // The address at which staff is, not the residents'.
        model.addAttribute(
                "square",
                QrCode.of(ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/m/orders/" + demand.number())
                        .toUriString()));
        return "desk/sheet";
    }

    private Sheet of(TaskDesk.View view) {
        Demand d = view.demand();
        return new Sheet(
                d.number(),
                d.title(),
                d.description(),
                String.join(" / ", categories.path(d.categoryCode())),
                d.placeCode() == null ? "地点不明" : units.path(d.placeCode()),
                d.address(),
                view.contactName(),
                view.contactPhone(),
                units.find(d.servingUnit()).map(Unit::name).orElse(null),
                d.priority() == null ? "" : d.priority().title(),
                PeopleTime.of(d.receivedAt()),
                inWords(d.firstResponseDue()),
                inWords(d.completionDue()),
                wishes(demands.timeline(d)),
                attachments.of(d).size());
    }

    private static @Nullable String inWords(@Nullable Instant when) {
        return when == null ? null : PeopleTime.of(when);
    }

    private static @Nullable String wishes(List<TimelineEntry> timeline) {
        return timeline.stream()
                .filter(line -> line.step() == Step.DISPATCHED)
                .reduce((earlier, later) -> later)
                .map(TimelineEntry::text)
                .orElse(null);
    }
}
