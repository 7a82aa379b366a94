package org.ganxian.window.desk;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.document.Document;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.platform.web.Downloads;
import org.ganxian.platform.web.Paging;
import org.ganxian.window.Applications;
import org.ganxian.window.flow.Application;
import org.ganxian.window.flow.ApplicationMaterial;
import org.ganxian.window.flow.Checklist;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 窗口申请: the desk takes applications in, finds those of its street, prints their documents. */
@Controller
@RequestMapping("/desk/applications")
@RequiredArgsConstructor
class DeskApplications {

    private static final int PAGE_SIZE = 20;
    private static final List<Choice> STATES = List.of(new Choice("未了结", "open"), new Choice("已了结", "done"));
    private static final List<Choice> SORTS = List.of(new Choice("最早收到的在前", "oldest"));
    private static final String LOOKED_AT = "application-documents-shown";

    /** A line of the list: no phone, and the name masked. */
    record Row(String number, String item, String applicant, String status, String source, String receivedAt) {}

    /** @param missing whether acceptance waits for it */
    record MaterialLine(String code, String name, boolean missing, boolean there, String state) {

        static MaterialLine of(ApplicationMaterial m) {
            return new MaterialLine(
                    m.code(),
                    m.name(),
                    m.isMissing(),
                    m.isReceived() || m.heldBy().isPresent(),
                    m.isReceived()
                            ? "已收到"
                            : m.heldBy().map(who -> "免提交：由" + who + "提供").orElse(m.isNeeded() ? "未收到" : "可后补"));
        }
    }

    private final WindowDuty duty;
    private final Applications applications;
    private final Application.Repository rows;
    private final Checklist checklist;
    private final Demands demands;
    private final Units units;
    private final DeskFrame frame;
    private final Audit audit;

    /**
     * @param state {@code open}, {@code done}, or empty for all
     * @param sort {@code oldest}, or empty for the newest first
     */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Set<String> desks = duty.require();
        Set<Status> statuses = EnumSet.allOf(Status.class);
        statuses.removeIf(status -> !state.isEmpty() && status.isFinal() != "done".equals(state));
        Sort order = Sort.by("oldest".equals(sort) ? Sort.Direction.ASC : Sort.Direction.DESC, "id");
        Page<Application> some =
                rows.received(desks, statuses, Paging.shown(page, PAGE_SIZE).withSort(order));
        model.addAttribute("states", STATES);
        model.addAttribute("state", state);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        Map<String, Demand> byNumber = demands.all(some.map(Application::number).getContent()).stream()
                .collect(Collectors.toMap(Demand::number, Function.identity()));
        model.addAttribute("takesIn", duty.takesIn());
        model.addAttribute(
                "items",
                some.map(a -> row(a, Objects.requireNonNull(byNumber.get(a.number()), a::number)))
                        .getContent());
        Paging.tell(model, some);
        return "desk/applications";
    }

    private Row row(Application application, Demand demand) {
        return new Row(
                application.number(),
                demand.title(),
                Masks.name(application.applicant()),
                demand.status().title(),
                demand.source().title(),
                PeopleTime.of(demand.receivedAt()));
    }

    @GetMapping("/{number}")
    String application(@PathVariable String number, Model model) {
        show(number, model);
        return "desk/application";
    }

    private void show(String number, Model model) {
        Application application = mine(number);
        Demand demand = demands.get(application.number());
        model.addAttribute("number", application.number());
        model.addAttribute("item", applications.itemOf(application));
        model.addAttribute("applicant", Masks.name(application.applicant()));
        model.addAttribute("delivery", application.delivery().title());
        model.addAttribute("status", demand.status().title());
        model.addAttribute("receivedAt", PeopleTime.of(demand.receivedAt()));
        model.addAttribute(
                "unit", units.find(demand.servingUnit()).map(Unit::name).orElse(""));
        model.addAttribute("documents", applications.documents(application));
        model.addAttribute(
                "materials",
                checklist.of(application).stream().map(MaterialLine::of).toList());
        model.addAttribute("supplementing", demand.status() == Status.SUPPLEMENTING && duty.takesIn());
        model.addAttribute("registeredByMe", frame.isMe(demand.registeredBy()));
    }

    private Application mine(String number) {
        Set<String> desks = duty.require();
        return applications
                .find(number)
                .filter(a -> desks.contains(a.desk()))
                .orElseThrow(() -> Refusal.notFound("您的窗口没有这件申请，请核对编号"));
    }

    @PostMapping("/{number}/supplement")
    ModelAndView supplement(
            @PathVariable String number,
            @RequestParam(required = false) List<String> received,
            @RequestParam(defaultValue = "") String note,
            Model model) {
        duty.requireDesk();
        Application application = mine(number);
        try {
            applications.supplementAtDesk(
                    application.number(), received == null ? Set.of() : new HashSet<>(received), note);
            return new ModelAndView("redirect:" + frame.acceptance(application.number()));
        } catch (Refusal refusal) {
            show(number, model);
            model.addAttribute("message", refusal.getMessage());
            return new ModelAndView("desk/application", model.asMap(), refusal.status());
        }
    }

    @GetMapping("/{number}/documents/{id}")
    ResponseEntity<byte[]> document(@PathVariable String number, @PathVariable Long id) {
        Application application = mine(number);
        Document document = applications.document(application, id);
        audit.record(frame.me(), LOOKED_AT, application.number());
        return Downloads.inline(document.filename(), "application/pdf", document.content());
    }
}
