package org.ganxian.insight.steps;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Area;
import org.ganxian.insight.Diagrams;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.figures.StepWaits;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 卡在哪一步: the steps ranked beside the diagram, and of one step each case with who has it. */
@DeskPage
@RequestMapping("/desk/steps")
@RequiredArgsConstructor
class StepPages {

    private static final int PAGE_SIZE = 20;
    private static final String HOLDERS_SHOWN = "case-holders-shown";

    private final Managers managers;
    private final StepWaits steps;
    private final Diagrams diagrams;
    private final Drawings drawings;
    private final Waiting waiting;
    private final Audit audit;
    private final CurrentActor currentActor;
    private final Clock clock;

    @GetMapping
    String ranked(@RequestParam Map<String, String> asked, Model model) {
        Instant now = clock.instant();
        Area area = managers.area(asked.get("within"));
        ReportingPeriod period = ReportingPeriod.asked(asked, now);
        Map<String, String> flows = diagrams.flows();
        String definition = asked.getOrDefault("definition", "");
        List<StepRank.Row> rows = List.of();
        // Unless one is asked for, the first business that has something to show.
        for (String flow : definition.isBlank() ? flows.keySet() : List.of(definition)) {
            rows = StepRank.of(steps.of(flow, area, period, now).steps());
            definition = definition.isBlank() || !rows.isEmpty() ? flow : definition;
            if (!rows.isEmpty()) {
                break;
            }
        }
        model.addAttribute("area", area);
        model.addAttribute("flows", flows);
        model.addAttribute("definition", definition);
        model.addAttribute("name", diagrams.name(definition));
        model.addAttribute("periodName", period.inWords(now));
        model.addAttribute("period", period.query(now));
        model.addAttribute("rows", rows);
        model.addAttribute(
                "drawing",
                drawings.of(
                        definition,
                        rows.stream().collect(Collectors.toMap(StepRank.Row::activity, Function.identity()))));
        return "desk/steps";
    }

    @GetMapping("/{definition}/{step}")
    String one(
            @PathVariable String definition,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String within,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Area area = managers.area(within);
        String name = diagrams.names(definition).get(step);
        if (name == null) {
            throw Refusal.notFound("流程里没有这个环节");
        }
        long total = waiting.count(area, definition, step);
        PageRequest shown = Paging.shown(page, PAGE_SIZE, total);
        List<Waiting.Row> items = waiting.of(area, definition, step, shown, clock.instant());
        if (items.stream().anyMatch(row -> row.name() != null)) {
            audit.record(currentActor.get(), HOLDERS_SHOWN, definition + " " + step + " " + area.within());
        }
        model.addAttribute("area", area);
        model.addAttribute("definition", definition);
        model.addAttribute("step", step);
        model.addAttribute("name", name);
        model.addAttribute("flow", diagrams.name(definition));
        model.addAttribute("items", items);
        Paging.tell(model, new PageImpl<>(items, shown, total));
        return "desk/step";
    }
}
