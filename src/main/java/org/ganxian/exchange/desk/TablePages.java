package org.ganxian.exchange.desk;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Status;
import org.ganxian.engine.Choice;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a partner calls things (对照表), and whose matters are whose (分工清单). */
@DeskPage
@RequestMapping("/desk/exchange/{code}")
@RequiredArgsConstructor
class TablePages {

    private static final int ON_A_PAGE = 50;
    private static final List<Choice> KINDS = Arrays.stream(Mapping.Kind.values())
            .map(kind -> new Choice(kind.title(), kind.name()))
            .toList();
    private static final List<Choice> SIDES = Arrays.stream(ItemRule.Side.values())
            .map(side -> new Choice(side.title(), side.name()))
            .toList();
    private static final List<Choice> PROGRESS =
            List.of(new Choice("办理中", Mappings.OPEN), new Choice("已办结", Mappings.DONE));

    /** @param inWords what it is mapped to */
    record Line(
            long id, String kind, String theirs, @Nullable String ours, String inWords, List<Choice> choices) {}

    record NewMapping(
            Mapping.@Nullable Kind kind,
            @Nullable String theirs,
            @Nullable String ours) {}

    record NewLine(
            @Nullable String category,
            ItemRule.@Nullable Side side,
            @Nullable String basis,
            @Nullable String from,
            @Nullable String until) {}

    private final ExchangeDuty duty;
    private final Partners partners;
    private final Mappings mappings;
    private final Categories categories;

    @GetMapping("/mappings")
    String mappings(@PathVariable String code, @RequestParam(defaultValue = "1") int page, Model model) {
        duty.require();
        fillMappings(model, code, page, new NewMapping(Mapping.Kind.CATEGORY, "", ""), Map.of());
        return "desk/exchange-mappings";
    }

    private void fillMappings(Model model, String code, int page, NewMapping typed, Map<String, String> wrong) {
        model.addAttribute("partner", partners.get(code));
        var shown = mappings.of(code, Paging.shown(page, ON_A_PAGE));
        model.addAttribute("lines", shown.map(this::line).getContent());
        model.addAttribute("kinds", KINDS);
        model.addAttribute("typed", typed);
        model.addAttribute("wrong", wrong);
        Paging.tell(model, shown);
    }

    private Line line(Mapping mapping) {
        return new Line(
                mapping.id(),
                mapping.kind().title(),
                mapping.kind() == Mapping.Kind.OUR_STATUS ? status(mapping.theirs()) : mapping.theirs(),
                mapping.ours(),
                inWords(mapping),
                switch (mapping.kind()) {
                    case CATEGORY -> choices();
                    case STATUS -> PROGRESS;
                    case OUR_STATUS -> List.of();
                });
    }

    private static String status(String name) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .map(Status::title)
                .orElse(name);
    }

    private String inWords(Mapping mapping) {
        String ours = mapping.ours();
        if (ours == null) {
            return "没有对照";
        }
        return switch (mapping.kind()) {
            case CATEGORY -> String.join(" / ", categories.path(ours));
            case STATUS -> Mappings.DONE.equals(ours) ? "已办结" : "办理中";
            case OUR_STATUS -> ours;
        };
    }

    private List<Choice> choices() {
        return categories.all().stream()
                .filter(category -> categories.isChoice(category.code()))
                .map(category -> new Choice(String.join(" / ", categories.path(category.code())), category.code()))
                .toList();
    }

    @PostMapping("/mappings")
    ModelAndView add(@PathVariable String code, NewMapping typed) {
        var by = duty.require();
        try {
            Mapping.Kind kind = typed.kind() == null ? Mapping.Kind.CATEGORY : typed.kind();
            mappings.add(code, kind, theirs(kind, text(typed.theirs())), ours(kind, text(typed.ours())), by);
            return new ModelAndView("redirect:/desk/exchange/" + code + "/mappings?saved");
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            fillMappings(model, code, 1, typed, refusal.fields());
            return new ModelAndView("desk/exchange-mappings", model.asMap(), refusal.status());
        }
    }

    /** A status of ours is typed as people read it. */
    private static String theirs(Mapping.Kind kind, String typed) {
        return kind != Mapping.Kind.OUR_STATUS
                ? typed
                : Arrays.stream(Status.values())
                        .filter(status -> status.title().equals(typed.strip()))
                        .findFirst()
                        .map(Status::name)
                        .orElseThrow(() -> Refusal.field("theirs", "没有这种状态，请照诉求页面上的写，例如“办理中”"));
    }

    /** A category may be typed by its name, if only one has it; a progress as people say it. */
    private String ours(Mapping.Kind kind, String typed) {
        return switch (kind) {
            case CATEGORY -> {
                var named = categories.named(typed.strip());
                yield named.size() == 1 ? named.get(0).code() : typed.strip();
            }
            case STATUS ->
                PROGRESS.stream()
                        .filter(choice -> choice.label().equals(typed.strip()))
                        .findFirst()
                        .map(Choice::value)
                        .orElse(typed.strip());
            case OUR_STATUS -> typed;
        };
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    @PostMapping("/mappings/{id}")
    String map(@PathVariable String code, @PathVariable long id, @RequestParam(defaultValue = "") String ours) {
        mappings.map(code, id, ours, duty.require());
        return "redirect:/desk/exchange/" + code + "/mappings?saved";
    }

    @GetMapping("/items")
    String items(@PathVariable String code, Model model) {
        duty.require();
        fillItems(
                model,
                code,
                new NewLine("", ItemRule.Side.OURS, "", partners.today().toString(), ""),
                Map.of());
        return "desk/exchange-items";
    }

    private void fillItems(Model model, String code, NewLine typed, Map<String, String> wrong) {
        LocalDate today = partners.today();
        model.addAttribute("partner", partners.get(code));
        model.addAttribute("lines", partners.items(code));
        model.addAttribute("today", today);
        model.addAttribute("sides", SIDES);
        model.addAttribute("typed", typed);
        model.addAttribute("wrong", wrong);
    }

    @PostMapping("/items")
    ModelAndView addItem(@PathVariable String code, NewLine typed) {
        var by = duty.require();
        try {
            partners.addItem(
                    code,
                    new Partners.NewItem(
                            text(typed.category()),
                            typed.side() == null ? ItemRule.Side.OURS : typed.side(),
                            text(typed.basis()),
                            TypedDay.of(text(typed.from()), "from"),
                            text(typed.until()).isBlank() ? null : TypedDay.of(text(typed.until()), "until")),
                    by);
            return new ModelAndView("redirect:/desk/exchange/" + code + "/items?saved");
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            fillItems(model, code, typed, refusal.fields());
            return new ModelAndView("desk/exchange-items", model.asMap(), refusal.status());
        }
    }

    @PostMapping("/items/{id}/end")
    String endItem(@PathVariable String code, @PathVariable long id) {
        partners.endItem(code, id, duty.require());
        return "redirect:/desk/exchange/" + code + "/items?ended";
    }
}
