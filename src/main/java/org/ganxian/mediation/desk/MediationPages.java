package org.ganxian.mediation.desk;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.engine.Choice;
import org.ganxian.mediation.Mediations;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.calendar.Guests;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.MediationGuest;
import org.ganxian.mediation.dossier.MediationSession;
import org.ganxian.mediation.joint.CoCommittees;
import org.ganxian.mediation.papers.DossierFiles;
import org.ganxian.mediation.papers.PaperKind;
import org.ganxian.mediation.papers.Papers;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Downloads;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 调解: a committee's cases, and one of them for those who may read it. */
@DeskPage
@RequestMapping("/desk/mediations")
@RequiredArgsConstructor
class MediationPages {

    private static final int ON_A_PAGE = 20;
    private static final String DONE = "done";
    private static final String OLDEST = "oldest";
    private static final List<Choice> STATES = List.of(new Choice("已了结的", DONE));
    private static final List<Choice> SORTS = List.of(new Choice("最早登记的在前", OLDEST));

    private final MediationDuty duty;
    private final Mediations mediations;
    private final Papers papers;
    private final DossierFiles dossiers;
    private final Appointments appointments;
    private final CoCommittees coCommittees;
    private final Guests guests;
    private final CodeTables codes;

    /**
     * @param state {@code done}, or empty for what goes on
     * @param type of the dispute, empty for all
     */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        duty.require();
        Sort.Direction order = OLDEST.equals(sort) ? Sort.Direction.ASC : Sort.Direction.DESC;
        Page<Mediations.Line> some = mediations.mine(
                DONE.equals(state), type, Paging.shown(page, ON_A_PAGE).withSort(order, "id"));
        model.addAttribute("states", STATES);
        model.addAttribute("state", state);
        model.addAttribute(
                "types",
                codes.choices(CodeList.DISPUTE_TYPE).stream()
                        .map(one -> new Choice(one.name(), one.code()))
                        .toList());
        model.addAttribute("type", type);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        model.addAttribute("lines", some.getContent());
        Paging.tell(model, some);
        return "desk/mediations";
    }

    @GetMapping("/{number}")
    String open(@PathVariable String number, Model model) {
        show(number, model);
        return "desk/mediation";
    }

    private void show(String number, Model model) {
        duty.require();
        model.addAttribute("file", mediations.open(number));
        model.addAttribute("papers", papers.of(number));
        model.addAttribute("guests", guests.of(number));
        model.addAttribute("capacities", MediationGuest.Capacity.values());
        model.addAttribute("toAsk", coCommittees.toAsk(number));
        model.addAttribute("dossierToIssue", dossiers.isToIssue(number));
        model.addAttribute("appointments", appointments.of(number));
        model.addAttribute("modes", MediationSession.Mode.values());
        model.addAttribute("typed", Map.of());
        model.addAttribute(
                "endings",
                Arrays.stream(Ending.values())
                        .filter(Ending.AT_ANY_TIME::contains)
                        .toList());
    }

    @PostMapping("/{number}/end")
    ModelAndView end(@PathVariable String number, @RequestParam(defaultValue = "") String why, Model model) {
        duty.require();
        return after(number, model, () -> mediations.end(number, reason(why)));
    }

    private static Ending reason(String why) {
        return Arrays.stream(Ending.values())
                .filter(one -> one.name().equals(why))
                .findFirst()
                .orElseThrow(() -> Refusal.field("why", "请选择终止的原因"));
    }

    @PostMapping("/{number}/danger")
    ModelAndView danger(@PathVariable String number, Model model) {
        duty.require();
        return after(number, model, () -> mediations.report(number));
    }

    /** 联片: another committee is asked to mediate, too. */
    @PostMapping("/{number}/co-committees")
    ModelAndView askCommittee(
            @PathVariable String number, @RequestParam(defaultValue = "") String committee, Model model) {
        duty.require();
        return after(number, model, () -> coCommittees.ask(number, committee));
    }

    /** Issues a paper; the page then has it with its number. */
    @PostMapping("/{number}/papers")
    ModelAndView issue(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String about,
            Model model) {
        duty.require();
        return after(number, model, () -> papers.issue(number, kind(kind), about));
    }

    private static PaperKind kind(String kind) {
        return Arrays.stream(PaperKind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> Refusal.field("kind", "请选择文书"));
    }

    @GetMapping("/{number}/papers/{id:\\d{1,18}}")
    ResponseEntity<byte[]> paper(@PathVariable String number, @PathVariable Long id) {
        duty.require();
        return pdf(papers.read(number, id));
    }

    /** Issues what a case that is over has not issued yet; then its dossier is read. */
    @PostMapping("/{number}/dossier")
    ModelAndView issueDossier(@PathVariable String number, Model model) {
        duty.require();
        return after(number, model, () -> dossiers.issue(number));
    }

    @GetMapping("/{number}/dossier")
    ResponseEntity<byte[]> dossier(@PathVariable String number) {
        duty.require();
        return pdf(dossiers.of(number));
    }

    /** When and where a session is to be; what was typed stays in the form when it is refused. */
    @PostMapping("/{number}/appointments")
    ModelAndView appoint(@PathVariable String number, @RequestParam Map<String, String> typed, Model model) {
        duty.require();
        ModelAndView page = after(number, model, () -> appointments.make(number, wish(typed)));
        if (page.getStatus() != null) {
            page.addObject("typed", typed);
        }
        return page;
    }

    private static Appointments.Wish wish(Map<String, String> typed) {
        return new Appointments.Wish(
                TypedDay.of(typed.getOrDefault("day", ""), "day"),
                time(typed, "from"),
                time(typed, "to"),
                Arrays.stream(MediationSession.Mode.values())
                        .filter(mode -> mode.name().equals(typed.get("mode")))
                        .findFirst()
                        .orElseThrow(() -> Refusal.field("mode", "请选择方式")),
                typed.getOrDefault("room", ""),
                "yes".equals(typed.get("sooner")));
    }

    private static LocalTime time(Map<String, String> typed, String field) {
        try {
            return LocalTime.parse(typed.getOrDefault(field, ""));
        } catch (DateTimeException e) {
            throw Refusal.field(field, "时间这样写：09:30");
        }
    }

    @PostMapping("/{number}/appointments/{id:\\d{1,18}}/cancel")
    ModelAndView cancel(@PathVariable String number, @PathVariable Long id, Model model) {
        duty.require();
        return after(number, model, () -> appointments.cancel(number, id));
    }

    /** Somebody is asked to help in one session. */
    @PostMapping("/{number}/appointments/{id:\\d{1,18}}/guests")
    ModelAndView invite(
            @PathVariable String number,
            @PathVariable Long id,
            @RequestParam(defaultValue = "") String capacity,
            @RequestParam(defaultValue = "") String guest,
            @RequestParam(defaultValue = "") String consent,
            Model model) {
        duty.require();
        return after(number, model, () -> guests.invite(number, id, capacity, guest, consent));
    }

    /** @param deed {@code signed}, or {@code cancel} */
    @PostMapping("/{number}/guests/{id:\\d{1,18}}")
    ModelAndView guest(
            @PathVariable String number,
            @PathVariable Long id,
            @RequestParam(defaultValue = "") String deed,
            Model model) {
        duty.require();
        return after(number, model, () -> {
            if ("signed".equals(deed)) {
                guests.signed(number, id);
            } else {
                guests.cancel(number, id);
            }
        });
    }

    private static ResponseEntity<byte[]> pdf(Papers.PaperFile file) {
        return Downloads.inline(file.name(), MediaType.APPLICATION_PDF_VALUE, file.content());
    }

    /** The code is shown on this page once, and on none afterwards. */
    @PostMapping("/{number}/code")
    ModelAndView giveCode(@PathVariable String number, @RequestParam(defaultValue = "") String side, Model model) {
        duty.require();
        try {
            model.addAttribute("code", mediations.giveCode(number, side));
            model.addAttribute("codeOf", side);
            show(number, model);
            return new ModelAndView("desk/mediation", model.asMap());
        } catch (Refusal refusal) {
            show(number, model);
            model.addAttribute("message", refusal.getMessage());
            return new ModelAndView("desk/mediation", model.asMap(), refusal.status());
        }
    }

    @PostMapping("/{number}/mediator")
    ModelAndView replaceMediator(@PathVariable String number, Model model) {
        duty.require();
        return after(number, model, () -> mediations.replaceMediator(number));
    }

    private ModelAndView after(String number, Model model, Runnable deed) {
        try {
            deed.run();
            return new ModelAndView("redirect:/desk/mediations/" + number);
        } catch (Refusal refusal) {
            show(number, model);
            model.addAttribute("message", refusal.getMessage());
            return new ModelAndView("desk/mediation", model.asMap(), refusal.status());
        }
    }
}
