package org.ganxian.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.panel.TaskDesk;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.SamePlace;
import org.ganxian.demand.Status;
import org.ganxian.engine.Choice;
import org.ganxian.engine.EngineFailures;
import org.ganxian.order.OrderForms;
import org.ganxian.order.UndoneMerges;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.similar.SimilarDemands.Similar;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 并案: an order beside those it may be the same as, merged in one step, and what was merged, to be taken back. */
@DeskPage
@RequestMapping("/desk")
@RequiredArgsConstructor
class MergePages {

    private static final int PAGE_SIZE = 20;
    private static final String OLDEST = "oldest";
    private static final List<Choice> SORTS = List.of(new Choice("最早收到的在前", OLDEST));

    /**
     * One of two that are compared. Numbers in texts are masked.
     *
     * @param near zh-CN, how far from the other; null for the one that is compared
     */
    record Side(
            String number,
            String title,
            String text,
            String category,
            @Nullable String address,
            String receivedAt,
            String status,
            @Nullable String near) {}

    /** @param whyNot zh-CN, null when it can be taken back */
    record Pair(
            Side one,
            Side master,
            String at,
            String by,
            @Nullable String whyNot) {}

    private final DispatchDuty duty;
    private final TaskDesk desk;
    private final OneTask one;
    private final OrderForms forms;
    private final Demands demands;
    private final UndoneMerges undone;
    private final Categories categories;

    @GetMapping("/tasks/{taskId}/same")
    String same(@PathVariable String taskId, Model model) {
        Demand demand = screened(taskId);
        model.addAttribute("taskId", taskId);
        model.addAttribute("one", side(demand));
        model.addAttribute(
                "others", forms.mastersOf(demand).stream().map(this::side).toList());
        return "desk/same";
    }

    private Demand screened(String taskId) {
        TaskDesk.View view = desk.mine(taskId);
        if (!"screen-order".equals(view.task().getTaskDefinitionKey())) {
            throw Refusal.conflict("只有待审核的点单可以并案，这件现在是“" + view.task().getName() + "”");
        }
        return view.demand();
    }

    @PostMapping("/tasks/{taskId}/same")
    ModelAndView merge(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String master,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes next) {
        Demand demand = screened(taskId);
        Map<String, Object> form = new HashMap<>(Map.of("decision", "merge", "master", master, "note", note.strip()));
        form.values().removeIf(""::equals);
        try {
            one.claim(taskId);
            one.submit(taskId, form);
        } catch (RuntimeException e) {
            return again(e, model -> same(taskId, model));
        }
        next.addAttribute("merged", demand.number());
        return new ModelAndView("redirect:/desk/merges");
    }

    @GetMapping("/merges")
    String merges(
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String merged,
            @RequestParam(required = false) @Nullable String back,
            Model model) {
        Page<Pair> pairs = undone.of(duty.requireUnits(), category, OLDEST.equals(sort), Paging.shown(page, PAGE_SIZE))
                .map(found -> new Pair(
                        side(found.demand()),
                        side(found.master()),
                        PeopleTime.of(found.at()),
                        found.by(),
                        found.whyNot()));
        model.addAttribute("pairs", pairs.getContent());
        model.addAttribute("categories", categories.firstLevel());
        model.addAttribute("category", category);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        model.addAttribute("merged", merged);
        model.addAttribute(
                "proposed",
                merged != null
                        && demands.find(merged)
                                .filter(demand -> demand.status() != Status.MERGED)
                                .isPresent());
        model.addAttribute("back", back);
        Paging.tell(model, pairs);
        return "desk/merges";
    }

    @PostMapping("/merges/{number}/undoing")
    ModelAndView undo(
            @PathVariable String number, @RequestParam(defaultValue = "") String reason, RedirectAttributes next) {
        duty.requireUnits();
        try {
            next.addAttribute("back", undone.undo(number, reason).number());
            return new ModelAndView("redirect:/desk/merges");
        } catch (RuntimeException e) {
            return again(e, model -> merges("", "", 1, null, null, model));
        }
    }

    private interface Shown {
        String on(Model model);
    }

    private static ModelAndView again(RuntimeException thrown, Shown page) {
        Refusal refusal = EngineFailures.refusalBehind(thrown).orElseThrow(() -> thrown);
        Model model = new ExtendedModelMap();
        String view = page.on(model);
        return new ModelAndView(view, model.asMap(), refusal.status()).addObject("message", refusal.getMessage());
    }

    private Side side(Demand demand) {
        return side(
                demand.number(),
                demand.title(),
                demand.description(),
                demand.categoryCode(),
                demand.address(),
                demand.receivedAt(),
                demand.status(),
                null);
    }

    private Side side(Similar found) {
        SamePlace.Open other = found.demand();
        Double metres = found.distanceMetres();
        return side(
                other.number(),
                other.title(),
                other.description(),
                other.categoryCode(),
                other.address(),
                other.receivedAt(),
                other.status(),
                metres == null ? "同一社区" : "相距约 " + Math.round(metres) + " 米");
    }

    private Side side(
            String number,
            String title,
            String text,
            String category,
            @Nullable String address,
            Instant receivedAt,
            Status status,
            @Nullable String near) {
        return new Side(
                number,
                Masks.inText(title),
                Masks.inText(text),
                String.join(" / ", categories.path(category)),
                address,
                PeopleTime.of(receivedAt),
                status.title(),
                near);
    }
}
