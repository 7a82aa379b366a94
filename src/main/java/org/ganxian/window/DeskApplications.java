package org.ganxian.window;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.document.Document;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.platform.privacy.PhoneNumber;
import org.ganxian.platform.web.Downloads;
import org.ganxian.platform.web.Paging;
import org.springframework.beans.TypeMismatchException;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 窗口申请: the desk takes applications in, finds those of its street, prints their documents. */
@Controller
@RequestMapping("/desk/applications")
class DeskApplications {

    private static final int PAGE_SIZE = 20;
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

    /** What was typed, to show it again with what is wrong. */
    record Typed(
            String applicant,
            String phone,
            String idNumber,
            String delivery,
            String postAddress,
            String note,
            Set<String> received) {

        static final Typed NOTHING = new Typed("", "", "", "WINDOW", "", "", Set.of());
    }

    private final WindowDuty duty;
    private final Applications applications;
    private final Application.Repository rows;
    private final Checklist checklist;
    private final ServiceItems items;
    private final Demands demands;
    private final Units units;
    private final TaskService taskService;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final Clock clock;

    DeskApplications(
            WindowDuty duty,
            Applications applications,
            Application.Repository rows,
            Checklist checklist,
            ServiceItems items,
            Demands demands,
            Units units,
            TaskService taskService,
            CurrentActor currentActor,
            Audit audit,
            Clock clock) {
        this.duty = duty;
        this.applications = applications;
        this.rows = rows;
        this.checklist = checklist;
        this.items = items;
        this.demands = demands;
        this.units = units;
        this.taskService = taskService;
        this.currentActor = currentActor;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "1") int page, Model model) {
        Set<String> desks = duty.require();
        Page<Application> some = rows.findByDeskInOrderByIdDesc(desks, Paging.shown(page, PAGE_SIZE));
        Map<String, Demand> byNumber = demands.all(some.map(Application::number).getContent()).stream()
                .collect(Collectors.toMap(Demand::number, Function.identity()));
        frame(model);
        model.addAttribute("takesIn", duty.takesIn());
        model.addAttribute(
                "items", some.map(a -> row(a, byNumber.get(a.number()))).getContent());
        model.addAttribute("total", some.getTotalElements());
        model.addAttribute("page", some.getNumber() + 1);
        model.addAttribute("pages", Math.max(1, some.getTotalPages()));
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

    private void frame(Model model) {
        model.addAttribute("who", currentActor.get().title());
    }

    /** First which item. */
    @GetMapping("/new")
    String choose(@RequestParam(defaultValue = "") String q, Model model) {
        duty.requireDesk();
        frame(model);
        model.addAttribute("q", q);
        model.addAttribute(
                "items",
                items.available(today()).stream()
                        .filter(i -> i.name().contains(q.strip()) || i.code().contains(q.strip()))
                        .toList());
        return "desk/application-items";
    }

    /** Then who applies, and with what. */
    @GetMapping("/new/{code}")
    String form(@PathVariable String code, Model model) {
        show(code, Typed.NOTHING, Map.of(), model);
        return "desk/application-form";
    }

    private void show(String code, Typed typed, Map<String, String> wrong, Model model) {
        String desk = duty.requireDesk();
        frame(model);
        model.addAttribute("item", item(code));
        model.addAttribute("desk", units.path(desk));
        model.addAttribute("form", typed);
        model.addAttribute("wrong", wrong);
    }

    private ServiceItem item(String code) {
        return items.find(code, today()).orElseThrow(() -> Refusal.notFound("没有这个办理事项，或者已停办"));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PeopleTime.ZONE));
    }

    /** Files it and goes on to the acceptance in Tasklist, which is the clerk's already. */
    @PostMapping("/new/{code}")
    ModelAndView file(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String applicant,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String idNumber,
            @RequestParam(defaultValue = "WINDOW") String delivery,
            @RequestParam(defaultValue = "") String postAddress,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) List<String> received,
            Model model) {
        String desk = duty.requireDesk();
        Typed typed = new Typed(
                applicant.strip(),
                phone.strip(),
                idNumber.strip(),
                delivery,
                postAddress.strip(),
                note.strip(),
                received == null ? Set.of() : new HashSet<>(received));
        try {
            Demand demand = applications.file(read(code, typed, desk), typed.received(), List.of());
            return new ModelAndView("redirect:" + acceptance(demand.number()));
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            show(code, typed, refusal.fields(), model);
            return new ModelAndView("desk/application-form", model.asMap(), refusal.status());
        }
    }

    private NewApplication read(String code, Typed typed, String desk) {
        boolean post = Delivery.POST.name().equals(typed.delivery());
        return new NewApplication(
                code,
                typed.applicant(),
                PhoneNumber.parse(typed.phone()).orElseThrow(() -> Refusal.field("phone", PhoneNumber.HINT)),
                typed.idNumber().isEmpty() ? null : typed.idNumber().toUpperCase(Locale.ROOT),
                desk,
                typed.note().isEmpty() ? null : typed.note(),
                post ? Delivery.POST : Delivery.WINDOW,
                post ? typed.postAddress() : null,
                Source.DESK,
                currentActor.username().orElseThrow());
    }

    private String acceptance(String number) {
        return currentActor
                .asSystem(() -> taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .taskDefinitionKey("accept-application")
                        .list())
                .stream()
                .map(Task::getId)
                .findFirst()
                .map(task -> "/camunda/app/tasklist/default/#/?task=" + task)
                .orElse("/desk/applications/" + number);
    }

    @GetMapping("/{number}")
    String application(@PathVariable String number, Model model) {
        show(number, model);
        return "desk/application";
    }

    private void show(String number, Model model) {
        Application application = mine(number);
        Demand demand = demands.get(application.number());
        frame(model);
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
        model.addAttribute("registeredByMe", demand.registeredBy().equals(currentActor.username()));
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
            return new ModelAndView("redirect:" + acceptance(application.number()));
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
        audit.record(currentActor.get(), LOOKED_AT, application.number());
        return Downloads.inline(document.filename(), "application/pdf", document.content());
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return refused(refusal.getMessage(), refusal.status());
    }

    @ExceptionHandler
    ModelAndView misread(TypeMismatchException e) {
        return refused("地址不完整，请返回后重试", HttpStatus.BAD_REQUEST);
    }

    private static ModelAndView refused(String message, HttpStatus status) {
        ModelAndView page = new ModelAndView("desk/refused", status);
        page.addObject("message", message);
        return page;
    }
}
