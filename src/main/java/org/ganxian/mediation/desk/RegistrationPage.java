package org.ganxian.mediation.desk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.mediation.Mediations;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.mediation.dossier.NewMediation.PartyKind;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 登记纠纷: a clerk takes a dispute in, from paper or from what somebody tells, and hands out the receipt. */
@DeskPage
@RequestMapping("/desk/mediations/new")
@RequiredArgsConstructor
class RegistrationPage {

    private static final String AMOUNT = "\\d{1,12}(?:\\.\\d{1,2})?";

    private final MediationDuty duty;
    private final Mediations mediations;
    private final CodeTables codes;
    private final Units units;

    @GetMapping
    ModelAndView form() {
        return page(Map.of(), Map.of(), HttpStatus.OK);
    }

    private ModelAndView page(Map<String, String> typed, Map<String, String> wrong, HttpStatus status) {
        duty.requireClerk();
        ModelAndView page = new ModelAndView("desk/mediation-new", status);
        page.addObject("typed", typed);
        page.addObject("wrong", wrong);
        page.addObject("types", codes.choices(CodeList.DISPUTE_TYPE));
        page.addObject("origins", codes.choices(CodeList.DISPUTE_SOURCE));
        page.addObject("sides", Side.values());
        page.addObject("fields", List.of("name", "phone", "guardian"));
        page.addObject("kinds", PartyKind.values());
        page.addObject(
                "places",
                units.open().stream()
                        .filter(unit -> unit.kind() == Unit.Kind.STREET || unit.kind() == Unit.Kind.COMMUNITY)
                        .filter(unit -> units.committeeServing(unit.code()).isPresent())
                        .map(unit -> new Place(unit.code(), units.path(unit.code())))
                        .toList());
        return page;
    }

    /** A place to choose. */
    record Place(String code, String path) {}

    @PostMapping
    ModelAndView register(@RequestParam Map<String, String> typed) {
        duty.requireClerk();
        try {
            return new ModelAndView(
                    "redirect:/desk/demands/" + mediations.register(read(typed)).number());
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return page(typed, refusal.fields(), HttpStatus.BAD_REQUEST);
        }
    }

    private static String text(Map<String, String> typed, String field) {
        return typed.getOrDefault(field, "").strip();
    }

    private static NewMediation read(Map<String, String> typed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String amount = text(typed, "amount");
        if (!amount.isEmpty() && !amount.matches(AMOUNT)) {
            wrong.put("amount", "金额写数字，最多两位小数，如 6000.50");
        }
        String people = text(typed, "people");
        if (!people.matches("\\d{1,6}")) {
            wrong.put("people", "请填写涉及的人数");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        List<NewParty> parties = new ArrayList<>();
        for (Side side : Side.values()) {
            String name = text(typed, "name" + side);
            if (side != Side.C
                    || !name.isEmpty()
                    || !text(typed, "phone" + side).isEmpty()) {
                parties.add(new NewParty(
                        kind(text(typed, "kind" + side)),
                        name,
                        text(typed, "phone" + side),
                        none(text(typed, "guardian" + side))));
            }
        }
        return new NewMediation(
                text(typed, "disputeType"),
                text(typed, "origin"),
                !"oral".equals(text(typed, "form")),
                text(typed, "place"),
                text(typed, "facts"),
                text(typed, "claim"),
                amount.isEmpty() ? null : new BigDecimal(amount),
                Integer.parseInt(people),
                parties);
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }

    private static PartyKind kind(String name) {
        return Arrays.stream(PartyKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(PartyKind.PERSON);
    }
}
