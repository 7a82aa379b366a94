package org.ganxian.intake.portal.dispute;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.intake.Challenges;
import org.ganxian.intake.DisputesOfParties;
import org.ganxian.mediation.party.Parties;
import org.ganxian.mediation.party.PartyFile;
import org.ganxian.platform.Codes;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 人民调解 for its parties: what it is, a request, and each party's own page. */
@Controller
@RequestMapping(DisputePortal.PATH)
@RequiredArgsConstructor
class DisputePortal {

    static final String PATH = "/portal/disputes";

    private static final Pattern NUMBER = Pattern.compile("[A-Z]{1,8}\\d{8}-\\d{1,12}");
    private static final String GONE = "页面打开得太久了，请重新填写编号和查询码。";

    private final DisputesOfParties disputes;
    private final Parties parties;
    private final Challenges challenges;
    private final DisputeTickets tickets;

    static String path(String number) {
        return PATH + "/" + number;
    }

    @GetMapping
    ModelAndView about() {
        return door("", Map.of(), HttpStatus.OK);
    }

    private static ModelAndView door(String number, Map<String, String> wrong, HttpStatus status) {
        return new ModelAndView("portal/disputes", status)
                .addObject("number", number)
                .addObject("wrong", wrong)
                .addObject("notice", wrong.get("form"));
    }

    @PostMapping("/open")
    ModelAndView open(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        String asked = Codes.number(number);
        Map<String, String> missing = new LinkedHashMap<>();
        if (asked.isEmpty()) {
            missing.put("number", "请填写编号");
        }
        if (Codes.query(code).isEmpty()) {
            missing.put("code", "请填写查询码");
        }
        if (!missing.isEmpty()) {
            return door(asked, missing, HttpStatus.BAD_REQUEST);
        }
        try {
            PartyFile file = disputes.open(asked, code);
            tickets.give(request, response, file.number(), Codes.query(code));
            return new ModelAndView("redirect:" + path(file.number()));
        } catch (Refusal refusal) {
            return door(asked, Map.of("form", refusal.getMessage()), refusal.status());
        }
    }

    // A request

    @GetMapping("/new")
    ModelAndView sheet() {
        return sheet(Map.of("key", UUID.randomUUID().toString()), Map.of(), null, HttpStatus.OK);
    }

    private ModelAndView sheet(
            Map<String, String> typed, Map<String, String> wrong, @Nullable String notice, HttpStatus status) {
        return new ModelAndView("portal/dispute-form", status)
                .addObject("typed", typed)
                .addObject("wrong", wrong)
                .addObject("notice", notice)
                .addObject("types", parties.types())
                .addObject("places", parties.places());
    }

    @PostMapping
    ModelAndView apply(
            @RequestParam Map<String, String> typed, HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> fields = new LinkedHashMap<>(typed);
        String key = fields.remove("key");
        fields.keySet().removeIf(field -> field.startsWith("_") || field.equals("answer") || field.equals("challenge"));
        if (key == null || key.isBlank()) {
            fields.put("key", UUID.randomUUID().toString());
            return sheet(fields, Map.of(), "请核对内容，再按一次“提交申请”。", HttpStatus.BAD_REQUEST);
        }
        if (!"yes".equals(fields.remove("told"))) {
            return again(fields, key, Map.of("told", "请先看上面的说明，再勾选"), HttpStatus.BAD_REQUEST);
        }
        Optional<Challenges.Question> challenge = challenges.dueOnPage(request);
        if (challenge.isPresent()) {
            fields.put("key", key);
            fields.put("told", "yes");
            return sheet(fields, Map.of(), "刚才从您这里提交的次数比较多，请先回答最下面的问题，再按一次“提交申请”。", HttpStatus.TOO_MANY_REQUESTS)
                    .addObject("challenge", challenge.get());
        }
        try {
            OncePerKey.Placed placed = disputes.apply(fields, key);
            String number = placed.demand().number();
            tickets.give(request, response, number, placed.demand().queryCode());
            return new ModelAndView("redirect:" + path(number) + "/receipt");
        } catch (Refusal refusal) {
            Map<String, String> wrong =
                    refusal.fields().isEmpty() ? Map.of("form", refusal.getMessage()) : refusal.fields();
            return again(fields, key, wrong, refusal.status());
        }
    }

    private ModelAndView again(Map<String, String> fields, String key, Map<String, String> wrong, HttpStatus status) {
        fields.put("key", key);
        fields.putIfAbsent("told", wrong.containsKey("told") ? "" : "yes");
        String notice = wrong.get("form");
        return sheet(fields, notice == null ? wrong : Map.of(), notice, status);
    }

    /** Number and code of whoever asked, to be kept. */
    @GetMapping("/{number}/receipt")
    ModelAndView receipt(@PathVariable String number, HttpServletRequest request) {
        Optional<String> code = tickets.code(request, number);
        return code.isEmpty()
                ? door(known(number), Map.of("form", GONE), HttpStatus.OK)
                : new ModelAndView("portal/dispute-receipt")
                        .addObject("file", disputes.open(number, code.get()))
                        .addObject("code", code.get());
    }

    private static String known(String number) {
        return NUMBER.matcher(number).matches() ? number : "";
    }

    // A party's own page

    @GetMapping("/{number}")
    ModelAndView show(
            @PathVariable String number,
            @RequestParam(required = false) String done,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return door(known(number), Map.of(), HttpStatus.OK);
        }
        ModelAndView page = page(number, code.get(), null, HttpStatus.OK);
        tickets.give(request, response, number, code.get());
        return page.addObject("done", done != null);
    }

    private ModelAndView page(String number, String code, @Nullable String message, HttpStatus status) {
        return new ModelAndView("portal/dispute", status)
                .addObject("file", disputes.open(number, code))
                .addObject("message", message);
    }

    @PostMapping("/{number}/answer")
    ModelAndView answer(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String self,
            HttpServletRequest request) {
        return act(number, request, code -> {
            if (!answer.equals("yes") && !answer.equals("no")) {
                throw Refusal.field("answer", "请选择同意或者不同意");
            } else if (!self.equals("yes")) {
                throw Refusal.field("self", "请确认您是当事人本人或者他的监护人");
            }
            disputes.answer(number, code, answer.equals("yes"));
        });
    }

    @PostMapping("/{number}/leaving")
    ModelAndView leave(
            @PathVariable String number, @RequestParam(defaultValue = "") String sure, HttpServletRequest request) {
        return act(number, request, code -> {
            if (!sure.equals("yes")) {
                throw Refusal.field("sure", "请先勾选“我要退出”");
            }
            disputes.leave(number, code);
        });
    }

    /** What a party does with its code. */
    private interface Deed {
        void with(String code);
    }

    private ModelAndView act(String number, HttpServletRequest request, Deed deed) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return door(known(number), Map.of("form", GONE), HttpStatus.FORBIDDEN);
        }
        try {
            deed.with(code.get());
            return new ModelAndView("redirect:" + path(number) + "?done=1");
        } catch (RuntimeException e) {
            Refusal refusal = Refusal.behind(e).orElseThrow(() -> e);
            String why = refusal.fields().values().stream().findFirst().orElse(refusal.getMessage());
            return page(number, code.get(), why, refusal.status());
        }
    }

    /** On a telephone that others use too. */
    @PostMapping("/{number}/out")
    ModelAndView out(@PathVariable String number, HttpServletRequest request, HttpServletResponse response) {
        if (NUMBER.matcher(number).matches()) {
            tickets.takeBack(request, response, number);
        }
        return new ModelAndView("redirect:" + PATH);
    }

    /** Whoever reloads the answer to a form begins again. */
    @GetMapping({"/open", "/{number}/answer", "/{number}/leaving", "/{number}/out"})
    ModelAndView back() {
        return new ModelAndView("redirect:" + PATH);
    }
}
