package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachment;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.document.Document;
import org.ganxian.intake.BrokenRules;
import org.ganxian.intake.Danger;
import org.ganxian.intake.Progress;
import org.ganxian.intake.Tracking;
import org.ganxian.intake.api.DemandApi;
import org.ganxian.order.Orders;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Downloads;
import org.ganxian.window.Applications;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of one order, for a browser with a ticket for it; any other is asked for the query code. */
@Controller
@RequestMapping(Portal.ORDERS + "/{number}")
@RequiredArgsConstructor
class PortalOrder {

    static final Pattern NUMBER = Pattern.compile("[A-Z]{1,8}\\d{8}-\\d{1,12}");

    private static final Map<String, String> TOO_LARGE =
            Map.of("form", "文件太大或太多，没有提交。材料每个不能超过 10 MB，照片每张不能超过 5 MB，一次提交的文件合计不能超过 20 MB，放不下的，请压缩后上传，或者到窗口提交。请重新选择。");

    /** What an address says was just done; worth telling while it is the last thing that happened. */
    private enum Done {
        ANSWER("您的补充已经收到，办理期限从现在起继续计算。", Step.ANSWERED),
        WITHDRAWAL("已经撤回。", Step.WITHDRAWN),
        OBJECTION("您的意见已经收到，这件诉求恢复单独办理，期限从现在起计算。", Step.ROUTED, Step.TO_TRIAGE, Step.EMERGENCY),
        SUPPLEMENT("您补正的材料已经收到，前台会重新核对。", Step.SUPPLEMENTED),
        PHOTOS("照片已经收到。", Step.UPLOADED),
        RATING("您的评价已经收到，谢谢。", Step.RATED, Step.BADLY_RATED, Step.BADLY_RATED_THERE, Step.FOLLOWER_RATED);

        private final String message;
        private final Set<String> steps;

        Done(String message, Step... steps) {
            this.message = message;
            this.steps = Arrays.stream(steps).map(Step::name).collect(Collectors.toSet());
        }

        String path() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable String message(String path, List<Progress.Line> timeline) {
            String last = timeline.stream()
                    .filter(line -> line.following() == null)
                    .map(Progress.Line::step)
                    .reduce((earlier, later) -> later)
                    .orElse("");
            return Arrays.stream(values())
                    .filter(d -> d.path().equals(path))
                    .filter(d -> d.steps.contains(last))
                    .map(d -> d.message)
                    .findFirst()
                    .orElse(null);
        }
    }

    private final OrderPage page;
    private final PortalPage portal;
    private final Tracking tracking;
    private final Tickets tickets;
    private final Orders orders;
    private final Applications applications;
    private final BrokenRules brokenRules;

    static String path(String number) {
        return Portal.ORDERS + "/" + number;
    }

    @GetMapping
    ModelAndView progress(
            @PathVariable String number,
            @RequestParam(required = false) String done,
            @RequestParam(required = false) String tooLarge,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return askForCode(number, null);
        }
        OrderPage.Unsent unsent =
                tooLarge == null ? OrderPage.Unsent.NOTHING : new OrderPage.Unsent(null, null, TOO_LARGE);
        ModelAndView view = page.show(number, code.get(), unsent, HttpStatus.OK);
        tickets.give(request, response, number, code.get());
        Progress order = (Progress) Objects.requireNonNull(view.getModel().get("order"));
        return view.addObject("done", Done.message(done, order.timeline()));
    }

    private ModelAndView askForCode(String number, @Nullable String unsent) {
        String known = NUMBER.matcher(number).matches() ? number : "";
        return portal.track(known, Map.of(), unsent, HttpStatus.OK);
    }

    /** Number and query code, to be kept. */
    @GetMapping("/receipt")
    ModelAndView receipt(
            @PathVariable String number,
            @RequestParam(required = false) String again,
            @RequestParam(required = false) String changed,
            HttpServletRequest request) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return askForCode(number, null);
        }
        Demand demand = tracking.find(number, code.get());
        return new ModelAndView("portal/receipt")
                .addObject("demand", demand)
                .addObject("ofApplication", applications.find(demand.number()).isPresent())
                .addObject("again", again != null)
                .addObject("changed", changed != null)
                .addObject("danger", Danger.advice(demand).isPresent());
    }

    /** Gives the resident another query code; whoever knows the one before is shut out from now on. */
    @PostMapping("/code")
    ModelAndView changeCode(@PathVariable String number, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return askForCode(number, null);
        }
        tracking.find(number, code.get());
        try {
            Demand changed = orders.changeCode(number, code.get());
            tickets.give(request, response, number, changed.queryCode());
            return new ModelAndView("redirect:" + path(number) + "/receipt?changed=1");
        } catch (Refusal refusal) {
            OrderPage.Unsent unsent = new OrderPage.Unsent(null, null, Map.of("form", refusal.getMessage()));
            return page.show(number, code.get(), unsent, refusal.status());
        }
    }

    @PostMapping("/answer")
    ModelAndView answer(
            @PathVariable String number, @RequestParam(required = false) String text, HttpServletRequest request) {
        String answer = lines(text);
        return act(number, request, Done.ANSWER, answer, null, code -> {
            Map<String, String> wrong = brokenRules.of(new DemandApi.Answer(code, answer));
            if (wrong.isEmpty()) {
                orders.answer(number, code, answer);
            }
            return wrong;
        });
    }

    /** The step before a withdrawal: what it means, and the reason if there is one to give. */
    @GetMapping("/withdrawal")
    ModelAndView beforeWithdrawal(@PathVariable String number, HttpServletRequest request) {
        Optional<String> code = tickets.code(request, number);
        return code.isEmpty()
                ? askForCode(number, null)
                : beforeWithdrawal(number, code.get(), OrderPage.Unsent.NOTHING, HttpStatus.OK);
    }

    private ModelAndView beforeWithdrawal(String number, String code, OrderPage.Unsent unsent, HttpStatus status) {
        ModelAndView view = page.show(number, code, unsent, status);
        if (Boolean.TRUE.equals(view.getModel().get("mayWithdraw"))) {
            view.setViewName("portal/withdrawal");
        }
        return view;
    }

    @PostMapping("/withdrawal")
    ModelAndView withdraw(
            @PathVariable String number, @RequestParam(required = false) String reason, HttpServletRequest request) {
        String why = lines(reason);
        return act(number, request, Done.WITHDRAWAL, why, null, code -> {
            Map<String, String> wrong = brokenRules.of(new DemandApi.Withdrawal(code, why));
            if (wrong.isEmpty()) {
                orders.withdraw(number, code, why);
            }
            return wrong;
        });
    }

    /** The resident says that a merged demand is another matter. */
    @PostMapping("/objection")
    ModelAndView object(
            @PathVariable String number, @RequestParam(required = false) String reason, HttpServletRequest request) {
        String why = lines(reason);
        return act(number, request, Done.OBJECTION, why, null, code -> {
            Map<String, String> wrong = brokenRules.of(new DemandApi.Objection(code, why));
            if (wrong.isEmpty()) {
                orders.object(number, code, why);
            }
            return wrong;
        });
    }

    @PostMapping("/rating")
    ModelAndView rate(
            @PathVariable String number,
            @RequestParam(required = false) Integer grade,
            @RequestParam(required = false) String comment,
            HttpServletRequest request) {
        String words = lines(comment);
        return act(number, request, Done.RATING, words, grade, code -> {
            Map<String, String> wrong = brokenRules.of(new DemandApi.Rating(code, grade, words));
            if (wrong.isEmpty()) {
                orders.rate(number, code, grade, words);
            }
            return wrong;
        });
    }

    @GetMapping("/documents/{id}")
    ResponseEntity<byte[]> document(@PathVariable String number, @PathVariable Long id, HttpServletRequest request) {
        String code = tickets.code(request, number).orElseThrow(() -> Refusal.notFound("请先填写编号和查询码，再看文书"));
        Document document = tracking.document(number, code, id);
        return Downloads.inline(document.filename(), MediaType.APPLICATION_PDF_VALUE, document.content());
    }

    /** Something that the resident does with the code; what is wrong, by field, or nothing. */
    private interface Deed {
        Map<String, String> with(String code);
    }

    private ModelAndView act(
            String number,
            HttpServletRequest request,
            Done done,
            @Nullable String text,
            @Nullable Integer grade,
            Deed deed) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return askForCode(number, text);
        }
        tracking.find(number, code.get());
        Map<String, String> wrong;
        HttpStatus status = HttpStatus.BAD_REQUEST;
        try {
            wrong = deed.with(code.get());
            if (wrong.isEmpty()) {
                return new ModelAndView("redirect:" + path(number) + "?done=" + done.path());
            }
        } catch (RuntimeException e) {
            Refusal refusal = Refusal.behind(e).orElseThrow(() -> e);
            wrong = refusal.fields().isEmpty() ? Map.of("form", refusal.getMessage()) : refusal.fields();
            status = refusal.status();
        }
        OrderPage.Unsent unsent = new OrderPage.Unsent(text, grade, wrong);
        return done == Done.WITHDRAWAL
                ? beforeWithdrawal(number, code.get(), unsent, status)
                : page.show(number, code.get(), unsent, status);
    }

    /** Whoever reloads the answer to a form sees the order. */
    @GetMapping({"/answer", "/objection", "/rating", "/code", "/leave"})
    ModelAndView back(@PathVariable String number) {
        return new ModelAndView("redirect:" + (NUMBER.matcher(number).matches() ? path(number) : "/portal/track"));
    }

    @GetMapping("/photos/{id}")
    ResponseEntity<byte[]> photo(@PathVariable String number, @PathVariable Long id, HttpServletRequest request) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            throw Refusal.notFound("请先填写编号和查询码，再看照片");
        }
        Attachment photo = tracking.photo(number, code.get(), id);
        return Downloads.uploaded(photo.name(), photo.mediaType(), photo.content());
    }

    /** On a computer that others use too. */
    @PostMapping("/leave")
    ModelAndView leave(@PathVariable String number, HttpServletRequest request, HttpServletResponse response) {
        if (NUMBER.matcher(number).matches()) {
            tickets.takeBack(request, response, number);
        }
        return new ModelAndView("redirect:/portal");
    }

    /** A browser sends line ends as two characters; people count one. */
    static @Nullable String lines(@Nullable String typed) {
        return typed == null ? null : typed.replace("\r\n", "\n");
    }
}
