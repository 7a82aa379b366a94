package org.ganxian.intake.desk;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.notes.CaseNotes;
import org.ganxian.document.pdf.QrCode;
import org.ganxian.intake.DeskDuty;
import org.ganxian.order.dispute.SentToMediation;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.settings.PublicAddress;
import org.ganxian.window.Applications;
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

/** The front desk's own pages: what I registered, and the receipt of each to tell to the resident. */
@DeskPage
@RequestMapping("/desk")
@RequiredArgsConstructor
class DeskPages {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(PeopleTime.ZONE);
    private static final int PAGE_SIZE = 20;
    private static final String CODE_SHOWN = "query-code-shown";

    /** A line of the list. Names and phones are not needed here. */
    record Item(String number, String title, String place, String status, String source, String receivedAt) {}

    /** @param occurredAt null when the resident spoke at the desk */
    record Receipt(
            String number,
            @Nullable String queryCode,
            String title,
            String category,
            String place,
            String status,
            String source,
            @Nullable String externalNumber,
            String receivedAt,
            @Nullable String occurredAt) {}

    // Nine: a receipt says all that a clerk may know of a case.
    private final Demands demands;
    private final Categories categories;
    private final Applications applications;
    private final Units units;
    private final DeskDuty duty;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final PublicAddress publicAddress;
    private final CaseNotes notes;

    /**
     * @param state {@code open}, {@code done}, or empty for all
     * @param sort {@code oldest}, or empty for the newest first
     */
    @GetMapping
    String list(
            @RequestParam(required = false) Source source,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        String username = duty.require().username();
        Boolean over = state.isEmpty() ? null : (Boolean) "done".equals(state);
        Page<Demand> found =
                demands.registeredBy(username, source, over, "oldest".equals(sort), Paging.shown(page, PAGE_SIZE));
        model.addAttribute("state", state);
        model.addAttribute("sort", sort);
        List<Item> items = found.stream().map(this::item).toList();
        model.addAttribute("source", source == null ? "" : source.name());
        model.addAttribute("items", items);
        Paging.tell(model, found);
        return "desk/list";
    }

    private Item item(Demand demand) {
        return new Item(
                demand.number(),
                demand.title(),
                place(demand),
                demand.status().title(),
                demand.source().title(),
                TIME.format(demand.receivedAt()));
    }

    private String place(Demand demand) {
        return demand.placeCode() == null ? "地点不明" : units.path(demand.placeCode());
    }

    /** The receipt of what I registered last. */
    @GetMapping("/demands/latest")
    String latest() {
        String username = duty.require().username();
        return demands.registeredBy(username, Paging.shown(1, 1)).stream()
                .findFirst()
                .map(demand -> "redirect:/desk/demands/" + demand.number())
                .orElseThrow(() -> Refusal.notFound("您还没有登记过诉求"));
    }

    /**
     * Each look at a query code is audited, since the code opens the case to whoever has it. When the work is done the
     * code is the resident's alone: what is left to do with it is the rating. One that the resident has changed is not
     * shown at all.
     */
    @GetMapping("/demands/{number}")
    String receipt(@PathVariable String number, Model model) {
        Demand demand = mine(number);
        boolean codeShown = demand.status().isOpen() && !demand.isCodeTheResidentsAlone();
        if (codeShown) {
            audit.record(currentActor.get(), CODE_SHOWN, demand.number());
        }
        model.addAttribute("notes", notes.of(demand));
        model.addAttribute("notable", !demand.status().isFinal());
        model.addAttribute("disputable", SentToMediation.isPossible(demand));
        model.addAttribute("ofApplication", applications.find(number).isPresent());
        // Where residents come, not where staff is.
        model.addAttribute("portal", publicAddress.of("/portal"));
        model.addAttribute("square", QrCode.of(publicAddress.of("/portal/track?number=" + demand.number())));
        model.addAttribute(
                "receipt",
                new Receipt(
                        demand.number(),
                        codeShown ? demand.queryCode() : null,
                        demand.title(),
                        String.join(" / ", categories.path(demand.categoryCode())),
                        place(demand),
                        demand.status().title(),
                        demand.source().title(),
                        demand.externalNumber().orElse(null),
                        TIME.format(demand.receivedAt()),
                        demand.occurredAt().map(DeskPages::time).orElse(null)));
        return "desk/receipt";
    }

    private Demand mine(String number) {
        String username = duty.require().username();
        return demands.find(number)
                .filter(demand -> demand.registeredBy().equals(Optional.of(username)))
                .orElseThrow(() -> Refusal.notFound("您没有登记过这件诉求，请核对编号"));
    }

    @PostMapping("/demands/{number}/notes")
    ModelAndView note(@PathVariable String number, @RequestParam(defaultValue = "") String text) {
        Demand demand = mine(number);
        try {
            notes.write(demand.number(), text);
            return new ModelAndView("redirect:/desk/demands/" + demand.number() + "#notes");
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            String view = receipt(number, model);
            return new ModelAndView(view, model.asMap(), refusal.status())
                    .addObject("text", text)
                    .addObject("message", refusal.getMessage());
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
