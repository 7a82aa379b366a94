package org.ganxian.document;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 文号和联系方式: by which mark a unit issues documents, and how to reach it. */
@DeskPage
@RequestMapping("/desk/document-organs")
@RequiredArgsConstructor
class OrganPage {

    private static final int PAGE_SIZE = 20;

    /** Who can issue documents: a street's desk, and who decides. */
    private static final Set<Unit.Kind> ISSUING =
            EnumSet.of(Unit.Kind.CITY, Unit.Kind.DISTRICT, Unit.Kind.STREET, Unit.Kind.DEPARTMENT);

    /** @param organ null while the unit has issued nothing */
    record Row(String code, String name, @Nullable Organ organ) {}

    private final Organs organs;
    private final Units units;
    private final DocumentAdministrators administrators;

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") int page, Model model) {
        administrators.require();
        List<Unit> found = units.all().stream()
                .filter(unit -> ISSUING.contains(unit.kind()))
                .filter(unit -> unit.name().contains(q.strip()) || unit.code().equals(q.strip()))
                .toList();
        PageRequest shown = Paging.shown(page, PAGE_SIZE, found.size());
        List<Unit> some =
                found.stream().skip(shown.getOffset()).limit(PAGE_SIZE).toList();
        Map<String, Organ> marked = organs.all(some.stream().map(Unit::code).toList()).stream()
                .collect(Collectors.toMap(Organ::unit, Function.identity()));
        model.addAttribute(
                "rows",
                some.stream()
                        .map(unit -> new Row(unit.code(), units.path(unit.code()), marked.get(unit.code())))
                        .toList());
        model.addAttribute("q", q);
        Paging.tell(model, new PageImpl<>(some, shown, found.size()));
        return "desk/document-organs";
    }

    @GetMapping("/{unit}")
    ModelAndView edit(@PathVariable String unit) {
        administrators.require();
        Unit shown = issuing(unit);
        return organs.find(shown.code())
                .map(o -> page(shown, o.mark(), o.address(), o.phone(), Map.of(), HttpStatus.OK))
                .orElseGet(() -> page(shown, "", null, null, Map.of(), HttpStatus.OK));
    }

    @PostMapping("/{unit}")
    ModelAndView save(
            @PathVariable String unit,
            @RequestParam(defaultValue = "") String mark,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String phone) {
        Actor who = administrators.require();
        Unit changed = issuing(unit);
        try {
            organs.change(changed.code(), mark.strip(), address.strip(), phone.strip(), who);
        } catch (Refusal refusal) {
            return page(changed, mark, address, phone, refusal.fields(), refusal.status());
        }
        return new ModelAndView("redirect:/desk/document-organs?saved");
    }

    private Unit issuing(String code) {
        return units.find(code)
                .filter(unit -> ISSUING.contains(unit.kind()))
                .orElseThrow(() -> Refusal.notFound("没有这个单位，或者它不出具文书，请从列表中打开"));
    }

    private ModelAndView page(
            Unit unit,
            String mark,
            @Nullable String address,
            @Nullable String phone,
            Map<String, String> wrong,
            HttpStatus status) {
        return new ModelAndView("desk/document-organ", status)
                .addObject("unit", unit)
                .addObject("path", units.path(unit.code()))
                .addObject("mark", mark)
                .addObject("address", address)
                .addObject("phone", phone)
                .addObject("wrong", wrong);
    }
}
