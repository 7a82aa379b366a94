package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.message.OneTimeCodes;
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

/** 我的诉求: a lost number or code is found again by a code that is sent to the telephone on record. */
@Controller
@RequestMapping(MyOrders.PATH)
@RequiredArgsConstructor
class MyOrders {

    static final String PATH = "/portal/mine";
    static final String COOKIE = "GANXIAN-MINE";
    /** Since the code was typed in. */
    static final Duration VALID = Duration.ofMinutes(30);

    /** @param state zh-CN, where it stands */
    record Line(String number, String title, String state, Instant at) {}

    private final OneTimeCodes codes;
    private final SealedCookies cookies;
    private final Tickets tickets;

    @GetMapping
    ModelAndView show(HttpServletRequest request) {
        Optional<String> phone = shown(request);
        return phone.map(this::list).orElseGet(() -> ask("", Map.of(), null, HttpStatus.OK));
    }

    private Optional<String> shown(HttpServletRequest request) {
        return cookies.read(request, COOKIE, VALID)
                .filter(lines -> lines.size() == 1)
                .map(lines -> lines.get(0))
                .findFirst();
    }

    private ModelAndView list(String phoneKey) {
        List<Line> lines = codes.casesOf(phoneKey).stream().map(MyOrders::line).toList();
        return new ModelAndView("portal/mine").addObject("lines", lines);
    }

    private static Line line(Demand demand) {
        return new Line(demand.number(), demand.title(), demand.status().title(), demand.receivedAt());
    }

    private ModelAndView ask(
            @Nullable String phone, Map<String, String> wrong, @Nullable String notice, HttpStatus status) {
        return new ModelAndView("portal/mine-phone", status)
                .addObject("phone", phone)
                .addObject("possible", codes.arePossible())
                .addObject("wrong", wrong)
                .addObject("notice", notice);
    }

    /** The answer is the same whether or not there is a case of this number. */
    @PostMapping("/code")
    ModelAndView send(@RequestParam(required = false) @Nullable String phone) {
        try {
            return enter(codes.ask(phone), Map.of(), HttpStatus.OK);
        } catch (Refusal refusal) {
            String notice = refusal.fields().isEmpty() ? refusal.getMessage() : null;
            return ask(phone, refusal.fields(), notice, refusal.status());
        }
    }

    private static ModelAndView enter(@Nullable String id, Map<String, String> wrong, HttpStatus status) {
        return new ModelAndView("portal/mine-code", status)
                .addObject("id", id)
                .addObject("wrong", wrong)
                .addObject("notice", null);
    }

    @PostMapping("/enter")
    ModelAndView enter(
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            cookies.give(request, response, COOKIE, PATH, List.of(codes.enter(id, code)));
            return new ModelAndView("redirect:" + PATH);
        } catch (Refusal refusal) {
            return enter(id, refusal.fields(), refusal.status());
        }
    }

    /** Shows one of them, with its number and code on the receipt. */
    @PostMapping("/{number}")
    ModelAndView open(@PathVariable String number, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> phone = shown(request);
        if (phone.isEmpty()) {
            return ask("", Map.of(), "页面打开得太久了，请重新获取验证码。", HttpStatus.FORBIDDEN);
        }
        Demand demand = codes.open(phone.get(), number);
        tickets.give(request, response, demand.number(), demand.queryCode());
        return new ModelAndView("redirect:" + PortalOrder.path(demand.number()));
    }

    /** On a telephone that others use too. */
    @PostMapping("/leave")
    ModelAndView leave(HttpServletRequest request, HttpServletResponse response) {
        cookies.takeBack(request, response, COOKIE, PATH);
        return new ModelAndView("redirect:/portal");
    }

    /** Whoever reloads the answer to a form begins again. */
    @GetMapping({"/code", "/enter", "/leave", "/{number}"})
    ModelAndView again() {
        return new ModelAndView("redirect:" + PATH);
    }
}
