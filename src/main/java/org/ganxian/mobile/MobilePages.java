package org.ganxian.mobile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.panel.TaskDesk;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Due;
import org.ganxian.mobile.MemberTasks.Card;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.web.Paging;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of {@code /m} for whoever is logged in. */
@Controller
@RequiredArgsConstructor
class MobilePages {

    private static final int PAGE_SIZE = 10;
    private static final String NEWEST = "newest";

    private final MemberTasks memberTasks;
    private final Steps steps;
    private final TaskDesk desk;
    private final Demands demands;
    private final Attachments attachments;
    private final Categories categories;
    private final Units units;
    private final CurrentActor currentActor;

    @GetMapping("/m")
    String list(
            @RequestParam(defaultValue = "mine") String tab,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        boolean open = "open".equals(tab);
        boolean newest = NEWEST.equals(sort);
        PageRequest wanted = Paging.shown(page, PAGE_SIZE);
        Page<Card> cards = open ? memberTasks.claimable(newest, wanted) : memberTasks.mine(newest, wanted);
        model.addAttribute("sort", newest ? NEWEST : null);
        addPerson(model);
        model.addAttribute("tab", open ? "open" : "mine");
        // What is listed has been counted.
        model.addAttribute("mine", open ? memberTasks.countMine() : cards.getTotalElements());
        model.addAttribute("open", open ? cards.getTotalElements() : memberTasks.countClaimable());
        model.addAttribute("cards", cards.getContent());
        Paging.tell(model, cards);
        return "mobile/list";
    }

    @GetMapping("/m/tasks/{taskId}")
    String task(@PathVariable String taskId, Model model) {
        TaskDesk.View view = desk.mine(taskId);
        addPerson(model);
        model.addAttribute("view", view);
        model.addAttribute("demand", view.demand());
        model.addAttribute("taken", view.task().getAssignee() != null && !view.holds());
        model.addAttribute("kinds", Steps.onThePhone(view.task()));
        model.addAttribute("channels", desk.contactChannels());
        model.addAttribute("here", Steps.isOnThePhone(view.task()));
        model.addAttribute("accepting", view.holds() && Steps.isAcceptance(view.task()));
        if (view.holds() && Steps.isTriage(view.task())) {
            model.addAttribute("categories", steps.categories());
            model.addAttribute("servingUnits", steps.servingUnits(view.task()));
        }
        model.addAttribute(
                "category", String.join(" / ", categories.path(view.demand().categoryCode())));
        model.addAttribute(
                "place",
                view.demand().placeCode() == null
                        ? "地点不明"
                        : units.path(view.demand().placeCode()));
        model.addAttribute("time", memberTasks.timeLeft(view.demand()).orElse(null));
        model.addAttribute("due", Due.of(view.demand()).at());
        model.addAttribute("photos", attachments.of(view.demand()));
        model.addAttribute("mostPhotos", Attachments.MAX_PER_DEMAND);
        model.addAttribute("timeline", demands.timeline(view.demand()));
        return "mobile/task";
    }

    @PostMapping("/m/tasks/{taskId}/claim")
    String claim(@PathVariable String taskId) {
        steps.claim(taskId);
        return "redirect:/m/tasks/{taskId}";
    }

    /** 分拨, which needs the network. */
    @PostMapping("/m/tasks/{taskId}/triage")
    String triage(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String note) {
        steps.triage(taskId, category, unit, note);
        return "redirect:/m";
    }

    /** Leads to what this person has to do now for a case, else back to the list. */
    @GetMapping("/m/orders/{number}")
    String order(@PathVariable String number) {
        return memberTasks.taskFor(number).map(id -> "redirect:/m/tasks/" + id).orElse("redirect:/m");
    }

    /**
     * Its script logs in at the webapps' own door, then goes back to where the person came from. That door tells its
     * token to a fresh session only, and a session that nobody is logged in to is of no use.
     */
    @GetMapping("/m/login")
    String login(HttpServletRequest request, @RequestParam(defaultValue = "/m") String back, Model model) {
        if (currentActor.username().isPresent()) {
            return "redirect:/m";
        }
        Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
        model.addAttribute("back", back);
        return "mobile/login";
    }

    /** The same for everybody, since the phone keeps it: nothing personal may be on it. */
    @GetMapping("/m/offline")
    String offline() {
        return "mobile/offline";
    }

    private void addPerson(Model model) {
        model.addAttribute("person", currentActor.username().orElseThrow());
        model.addAttribute("who", currentActor.get().title());
    }
}
