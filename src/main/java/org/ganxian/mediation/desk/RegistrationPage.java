package org.ganxian.mediation.desk;

import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.mediation.Mediations;
import org.ganxian.mediation.dossier.NewMediation.PartyKind;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.party.DisputeSheet;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
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
            return new ModelAndView("redirect:/desk/demands/"
                    + mediations.register(DisputeSheet.read(typed)).number());
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return page(typed, refusal.fields(), HttpStatus.BAD_REQUEST);
        }
    }
}
