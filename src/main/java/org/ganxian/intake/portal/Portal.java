package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.intake.BrokenRules;
import org.ganxian.intake.Challenges;
import org.ganxian.intake.DemandRequest;
import org.ganxian.intake.PlacingOrders;
import org.ganxian.intake.Tracking;
import org.ganxian.order.following.Following;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The resident's own door: place an order, or show number and query code to see one again. */
@Controller
@RequiredArgsConstructor
class Portal {

    static final String ORDERS = "/portal/orders";

    private static final String ONCE_MORE = "请核对内容，再按一次“提交”。";

    private final PortalPage page;
    private final BrokenRules brokenRules;
    private final PlacingOrders placingOrders;
    private final Challenges challenges;
    private final Tracking tracking;
    private final Tickets tickets;
    private final CurrentActor currentActor;

    /**
     * What was pressed.
     *
     * @param apart anything for who has said that it is none of those alike
     * @param master which case to follow; null to place an order of one's own
     */
    record Doing(@Nullable String apart, @Nullable String master) {}

    @GetMapping("/portal")
    ModelAndView open(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, PortalPage.KEEP_FOR_GOING_BACK);
        return page.blank();
    }

    /** Whoever reloads or bookmarks the answer to a form begins again. */
    @GetMapping({ORDERS, ORDERS + "/suggestions", ORDERS + "/following", "/portal/"})
    ModelAndView openAgain() {
        return new ModelAndView("redirect:/portal");
    }

    @PostMapping(ORDERS)
    ModelAndView place(
            OrderForm form,
            @RequestParam(required = false) String apart,
            HttpServletRequest request,
            HttpServletResponse response) {
        return placed(
                form,
                request,
                response,
                new Doing(apart, null),
                order -> {
                    List<Following.Matter> alike = apart == null ? placingOrders.like(order) : List.of();
                    return alike.isEmpty() ? Optional.empty() : Optional.of(page.alike(form, alike));
                },
                order -> placingOrders.place(order, form.key()));
    }

    /** 也是我的: the same form, to wait for the answer to this case. */
    @PostMapping(ORDERS + "/following")
    ModelAndView follow(
            OrderForm form,
            @RequestParam(defaultValue = "") String master,
            HttpServletRequest request,
            HttpServletResponse response) {
        return placed(
                form,
                request,
                response,
                new Doing(null, master),
                order -> Optional.empty(),
                order -> placingOrders.follow(order, form.key(), master));
    }

    private ModelAndView placed(
            OrderForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Doing doing,
            Function<DemandRequest, Optional<ModelAndView>> question,
            Function<DemandRequest, OncePerKey.Placed> deed) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, PortalPage.KEEP_FOR_GOING_BACK);
        if (!form.hasKey()) {
            return page.order(form.anew(), Map.of(), ONCE_MORE, HttpStatus.BAD_REQUEST);
        }
        DemandRequest order = form.request();
        Map<String, String> wrong = new LinkedHashMap<>(brokenRules.of(order));
        if (!form.hasReadablePosition()) {
            wrong.put("place.longitude", "位置读不出来，请再按一次“用我的位置”，或者去掉");
        }
        if (!wrong.isEmpty()) {
            return page.order(form, OrderForm.onPage(wrong), null, HttpStatus.BAD_REQUEST);
        }
        Optional<ModelAndView> asked = question.apply(order);
        if (asked.isPresent()) {
            return asked.get();
        }
        Optional<Challenges.Question> challenge =
                placingOrders.isUrgent(order) ? Optional.empty() : challenges.dueOnPage(request);
        if (challenge.isPresent()) {
            return page.challenge(form, doing, challenge.get());
        }
        OncePerKey.Placed placed;
        try {
            // Whoever stands at this door is a resident, even if the browser is logged in to Tasklist as well.
            placed = currentActor.asSystem(() -> deed.apply(order));
        } catch (Refusal refusal) {
            return refused(form, refusal);
        }
        Demand demand = placed.demand();
        tickets.give(request, response, demand.number(), demand.queryCode());
        return new ModelAndView(
                "redirect:" + PortalOrder.path(demand.number()) + "/receipt" + (placed.replayed() ? "?again" : ""));
    }

    /** Without script: what the words may be about, or one of these taken over into the form. */
    @PostMapping(ORDERS + "/suggestions")
    ModelAndView suggest(OrderForm form, @RequestParam(required = false) String pick) {
        OrderForm sheet = form.hasKey() ? form : form.anew();
        return page.suggested(pick == null ? sheet : sheet.of(pick));
    }

    private ModelAndView refused(OrderForm form, Refusal refusal) {
        if (refusal.status() == HttpStatus.UNPROCESSABLE_ENTITY) {
            String notice = "这张表刚才已经提交过，并且登记成功。您改动了内容：如果这是另一件事，" + ONCE_MORE + "如果还是同一件事，请不要再提交。";
            return page.order(form.anew(), Map.of(), notice, HttpStatus.CONFLICT);
        }
        String notice = refusal.fields().isEmpty() ? refusal.getMessage() : null;
        return page.order(form, OrderForm.onPage(refusal.fields()), notice, refusal.status());
    }

    @GetMapping("/portal/track")
    ModelAndView ask(@RequestParam(defaultValue = "") String number) {
        return page.track(NumberAndCode.typed(number, null).number(), Map.of(), null, HttpStatus.OK);
    }

    @PostMapping("/portal/track")
    ModelAndView track(
            @RequestParam(required = false) String number,
            @RequestParam(required = false) String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        NumberAndCode typed = NumberAndCode.typed(number, code);
        if (!typed.missing().isEmpty()) {
            return page.track(typed.number(), typed.missing(), null, HttpStatus.BAD_REQUEST);
        }
        try {
            Demand demand = tracking.find(typed.number(), typed.code());
            tickets.give(request, response, demand.number(), demand.queryCode());
            return new ModelAndView("redirect:" + PortalOrder.path(demand.number()));
        } catch (Refusal refusal) {
            return page.track(typed.number(), Map.of("form", refusal.getMessage()), null, refusal.status());
        }
    }
}
