package org.ganxian.catalogue;

import jakarta.servlet.http.HttpServletResponse;
import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 事项库: all items, one item with its versions, and how an item ends. */
@DeskPage
@RequestMapping("/desk/services")
@RequiredArgsConstructor
class ServicePages {

    private static final int PAGE_SIZE = 20;
    private static final Comparator<Row> AS_THEY_ARE = (one, other) -> 0;
    private static final Comparator<Row> BY_NAME =
            Comparator.comparing(row -> row.item().name(), Collator.getInstance(Locale.SIMPLIFIED_CHINESE));

    /** What a version is today. */
    @RequiredArgsConstructor
    @Getter
    enum State {
        VALID("有效"),
        COMING("将生效"),
        ENDED("已停用");

        /** zh-CN. */
        private final String title;

        static State of(ServiceItem item, LocalDate day) {
            return item.isValidOn(day) ? VALID : item.hasBegunOn(day) ? ENDED : COMING;
        }
    }

    /** @param coming the first day of the newest version when another one is still in force; null otherwise */
    record Row(ServiceGuide item, State state, LocalDate coming) {}

    /** A version as the list of versions shows it. */
    record Version(ServiceItem item, State state, String validity, String by, String at) {}

    private final ServiceItems items;
    private final ServiceCatalogue catalogue;
    private final ServiceGuide.Guides guides;
    private final BlankForms blanks;
    private final ServiceAdministrators administrators;
    private final CurrentActor actors;

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) State state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        administrators.require();
        boolean byName = "name".equals(sort);
        List<Row> found = rows().stream()
                .filter(r -> state == null || r.state() == state || state == State.COMING && r.coming() != null)
                .filter(r -> r.item().matches(q))
                .sorted(byName ? BY_NAME : AS_THEY_ARE)
                .toList();
        model.addAttribute("sort", sort);
        Page<Row> some = Paging.cut(found, page, PAGE_SIZE);
        model.addAttribute("items", some.getContent());
        model.addAttribute("q", q);
        model.addAttribute("state", state);
        model.addAttribute("states", State.values());
        Paging.tell(model, some);
        return "desk/services";
    }

    /** One row a code: the version in force, else the newest. A city's catalogue is some hundreds of items. */
    private List<Row> rows() {
        LocalDate today = catalogue.today();
        List<ServiceItem> shown = new ArrayList<>();
        List<LocalDate> coming = new ArrayList<>();
        for (ServiceItem newest : catalogue.newest()) {
            ServiceItem inForce = newest.hasBegunOn(today)
                    ? newest
                    : items.find(newest.code(), today).orElse(newest);
            shown.add(inForce);
            coming.add(inForce == newest ? null : newest.validFrom());
        }
        List<ServiceGuide> items = guides.of(shown);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            rows.add(new Row(items.get(i), State.of(shown.get(i), today), coming.get(i)));
        }
        return rows;
    }

    @GetMapping("/{code}")
    String item(@PathVariable String code, @RequestParam(required = false) @Nullable Integer version, Model model) {
        administrators.require();
        show(code, version, model);
        return "desk/service";
    }

    private void show(String code, @Nullable Integer version, Model model) {
        LocalDate today = catalogue.today();
        List<ServiceItem> versions = catalogue.versions(code);
        ServiceItem newest = versions.stream().findFirst().orElseThrow(() -> Refusal.notFound("没有这个事项，请从事项库的列表中打开"));
        ServiceItem shown = version == null
                ? versions.stream().filter(v -> v.isValidOn(today)).findFirst().orElse(newest)
                : versions.stream()
                        .filter(v -> v.version() == version)
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("没有第 " + version + " 版，请从版本列表中打开"));
        model.addAttribute("item", guides.of(shown));
        model.addAttribute("state", State.of(shown, today));
        model.addAttribute("blanks", blanks.of(code));
        model.addAttribute("newest", newest);
        model.addAttribute("newestState", State.of(newest, today));
        model.addAttribute("today", today);
        model.addAttribute(
                "versions",
                versions.stream()
                        .map(v -> new Version(
                                v,
                                State.of(v, today),
                                ServiceGuide.validity(
                                        v.validFrom(), v.validUntil().orElse(null)),
                                actors.ofId(v.createdBy()).title(),
                                PeopleTime.of(v.createdAt())))
                        .toList());
    }

    @PostMapping("/{code}/end")
    String end(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String lastDay,
            RedirectAttributes next,
            Model model,
            HttpServletResponse response) {
        Actor by = administrators.require();
        try {
            catalogue.end(code, day(lastDay), by);
        } catch (Refusal refusal) {
            if (!refusal.fields().containsKey("lastDay")) {
                throw refusal;
            }
            show(code, null, model);
            model.addAttribute("lastDay", lastDay);
            model.addAttribute("wrong", refusal.fields().get("lastDay"));
            response.setStatus(refusal.status().value());
            return "desk/service";
        }
        next.addAttribute("done", "ended");
        return "redirect:/desk/services/" + code;
    }

    /** Null for nothing. */
    private static @Nullable LocalDate day(String text) {
        return text.isBlank() ? null : TypedDay.of(text, "lastDay");
    }

    @PostMapping("/{code}/withdraw")
    String withdraw(@PathVariable String code, @RequestParam int version, RedirectAttributes next) {
        catalogue.withdraw(code, version, administrators.require());
        next.addAttribute("done", "withdrawn");
        return catalogue.versions(code).isEmpty() ? "redirect:/desk/services" : "redirect:/desk/services/" + code;
    }
}
