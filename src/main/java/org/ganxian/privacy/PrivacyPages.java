package org.ganxian.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 个人信息: a clerk asks for a resident's copy or deletion, the city's manager decides. */
@DeskPage
@RequestMapping("/desk/privacy")
@RequiredArgsConstructor
class PrivacyPages {

    private static final int PAGE_SIZE = 20;
    private static final String OLDEST = "oldest";
    private static final List<Choice> WHATS = Arrays.stream(PrivacyRequest.Kind.values())
            .map(kind -> new Choice(kind.title(), kind.name()))
            .toList();
    private static final List<Choice> STATES = Arrays.stream(PrivacyRequest.State.values())
            .map(state -> new Choice(state.title(), state.name()))
            .toList();
    private static final List<Choice> SORTS = List.of(new Choice("最早提出的在前", OLDEST));

    private final PrivacyRequests requests;
    private final ResidentFile file;
    private final PrivacyDuty duty;
    private final CurrentActor actors;
    private final Clock clock;

    @GetMapping
    ModelAndView list(
            @RequestParam(required = false) PrivacyRequest.@Nullable Kind what,
            @RequestParam(required = false) PrivacyRequest.@Nullable State state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Page<PrivacyRequest> shown =
                requests.list(me(), what, state, OLDEST.equals(sort), Paging.shown(page, PAGE_SIZE));
        model.addAttribute("what", what == null ? "" : what.name());
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("sort", sort);
        return list(shown, model, Map.of(), Map.of(), HttpStatus.OK);
    }

    private ModelAndView list(
            Page<PrivacyRequest> shown,
            Model model,
            Map<String, String> asked,
            Map<String, String> wrong,
            HttpStatus status) {
        duty.requireOne();
        model.addAttribute("whats", WHATS);
        model.addAttribute("states", STATES);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("items", shown.getContent());
        model.addAttribute("kinds", PrivacyRequest.Kind.values());
        model.addAttribute("mayAsk", duty.mayAsk());
        model.addAttribute("asked", asked);
        model.addAttribute("wrong", wrong);
        Paging.tell(model, shown);
        return new ModelAndView("desk/privacy", model.asMap(), status);
    }

    private String me() {
        return actors.get().id();
    }

    @PostMapping
    ModelAndView ask(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String proof,
            Model model) {
        try {
            PrivacyRequest asked = requests.ask(
                    Arrays.stream(PrivacyRequest.Kind.values())
                            .filter(k -> k.name().equals(kind))
                            .findFirst()
                            .orElse(null),
                    phone,
                    proof);
            return new ModelAndView("redirect:/desk/privacy/" + asked.id());
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            Page<PrivacyRequest> newest = requests.list(me(), null, null, false, Paging.shown(1, PAGE_SIZE));
            Map<String, String> typed = Map.of("kind", kind, "phone", phone, "proof", proof);
            return list(newest, model, typed, refusal.fields(), refusal.status());
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        duty.requireOne();
        show(id, model, Map.of());
        return "desk/privacy-request";
    }

    private void show(long id, Model model, Map<String, String> wrong) {
        PrivacyRequest request = requests.get(id, me());
        List<PrivacyRequests.Found> cases = requests.casesOf(request);
        model.addAttribute("item", request);
        model.addAttribute("cases", cases);
        model.addAttribute("by", actors.of(request.askedBy()).title());
        model.addAttribute(
                "decidedBy",
                request.decidedBy() == null
                        ? ""
                        : actors.of(request.decidedBy()).title());
        model.addAttribute(
                "mayDecide",
                request.isWaiting() && duty.mayDecide() && !request.askedBy().equals(me()));
        model.addAttribute(
                "mayFetch",
                request.askedBy().equals(me())
                        && request.openPhone(clock.instant()).isPresent());
        model.addAttribute("wrong", wrong);
    }

    @PostMapping("/{id}/approval")
    String approve(@PathVariable long id) {
        requests.approve(id);
        return "redirect:/desk/privacy/" + id;
    }

    @PostMapping("/{id}/refusal")
    ModelAndView refuse(@PathVariable long id, @RequestParam(defaultValue = "") String why, Model model) {
        try {
            requests.refuse(id, why);
            return new ModelAndView("redirect:/desk/privacy/" + id);
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            show(id, model, refusal.fields());
            return new ModelAndView("desk/privacy-request", model.asMap(), refusal.status());
        }
    }

    @GetMapping("/{id}/file")
    void file(@PathVariable long id, HttpServletResponse response) throws IOException {
        Actor by = duty.requireAsking();
        List<String> numbers = requests.fetch(id, by);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"personal-data-" + id + ".zip\"");
        file.write(numbers, response.getOutputStream());
    }
}
