package org.ganxian.exchange.desk;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.exchange.Exchange;
import org.ganxian.exchange.ExchangeDesk;
import org.ganxian.exchange.NotSigned;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.PartnerKey;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.exchange.partner.Partners.Details;
import org.ganxian.exchange.polled.ExchangePages;
import org.ganxian.exchange.statement.Statements;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** 对接伙伴: who they are, how it goes with them, what somebody has to look at, and their keys. */
@DeskPage
@RequestMapping("/desk/exchange")
@RequiredArgsConstructor
class PartnerPages {

    private static final int ON_A_PAGE = 20;
    private static final String IMPORTED = "exchange-file-uploaded";

    record Line(Partner partner, ExchangeDesk.Traffic traffic, boolean needsKey, long unmapped) {}

    /** A key in the list. */
    record Key(String id, String from, String until, String by, String state, boolean valid) {}

    /** As the form sends it. */
    record Form(
            @Nullable String code,
            @Nullable String name,
            @Nullable Boolean police,
            @Nullable Boolean inward,
            @Nullable Boolean outward,
            Partner.@Nullable Habit habit,
            @Nullable String address,
            @Nullable Boolean active) {

        /** A box that is not ticked is not sent. */
        Details details() {
            return new Details(
                    name == null ? "" : name,
                    Boolean.TRUE.equals(police),
                    Boolean.TRUE.equals(inward),
                    Boolean.TRUE.equals(outward),
                    habit == null ? Partner.Habit.PUSH : habit,
                    address,
                    Boolean.TRUE.equals(active));
        }

        static Form of(Partner partner) {
            return new Form(
                    partner.code(),
                    partner.name(),
                    partner.police(),
                    partner.inward(),
                    partner.outward(),
                    partner.habit(),
                    partner.address(),
                    partner.active());
        }

        static Form empty() {
            return new Form("", "", false, true, false, Partner.Habit.PUSH, "", true);
        }
    }

    private static final List<Choice> HABITS = java.util.Arrays.stream(Partner.Habit.values())
            .map(habit -> new Choice(habit.title(), habit.name()))
            .toList();

    // Ten: an administrator sees all that goes on with a partner on one page.
    private final ExchangeDuty duty;
    private final Partners partners;
    private final Mappings mappings;
    private final ExchangeDesk desk;
    private final Statements statements;
    private final Exchange exchange;
    private final ExchangePages pages;
    private final CurrentActor actors;
    private final Audit audit;
    private final Clock clock;

    @GetMapping
    String list(Model model) {
        duty.require();
        fillList(model, Form.empty(), Map.of());
        return "desk/exchange";
    }

    private void fillList(Model model, Form form, Map<String, String> wrong) {
        model.addAttribute(
                "lines",
                partners.all().stream()
                        .map(partner -> new Line(
                                partner,
                                desk.traffic(partner.code()),
                                partner.active() && partners.needsKey(partner.code()),
                                mappings.unmapped(partner.code())))
                        .toList());
        model.addAttribute("form", form);
        model.addAttribute("habits", HABITS);
        model.addAttribute("wrong", wrong);
    }

    @PostMapping
    ModelAndView add(Form form) {
        var by = duty.require();
        try {
            String code = form.code() == null ? "" : form.code().strip();
            partners.add(code, form.details(), by);
            return new ModelAndView("redirect:/desk/exchange/" + code + "?added");
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            fillList(model, form, refusal.fields());
            return new ModelAndView("desk/exchange", model.asMap(), refusal.status());
        }
    }

    @GetMapping("/{code}")
    String one(@PathVariable String code, @RequestParam(defaultValue = "1") int page, Model model) {
        duty.require();
        Partner partner = partners.get(code);
        fill(model, partner, Form.of(partner), Map.of(), page);
        return "desk/exchange-partner";
    }

    private void fill(Model model, Partner partner, Form form, Map<String, String> wrong, int page) {
        String code = partner.code();
        model.addAttribute("partner", partner);
        model.addAttribute("form", form);
        model.addAttribute("habits", HABITS);
        model.addAttribute("callBacks", Partner.CallBack.values());
        model.addAttribute("wrong", wrong);
        model.addAttribute("traffic", desk.traffic(code));
        model.addAttribute("compared", desk.compared(code).orElse(null));
        model.addAttribute("unmapped", mappings.unmapped(code));
        model.addAttribute("fetched", pages.cursor(code).orElse(null));
        model.addAttribute("months", statements.months(code));
        model.addAttribute("needsKey", partners.needsKey(code));
        model.addAttribute("keys", partners.keys(code).stream().map(this::key).toList());
        model.addAttribute("maySettle", duty.maySettle());
        var problems = desk.problems(code, Paging.shown(page, ON_A_PAGE));
        model.addAttribute("problems", problems.getContent());
        Paging.tell(model, problems);
    }

    private Key key(PartnerKey key) {
        boolean valid = key.isValid(clock.instant());
        boolean coming = key.validFrom().isAfter(clock.instant());
        return new Key(
                key.keyId(),
                PeopleTime.of(key.validFrom()),
                PeopleTime.of(key.validUntil()),
                actors.ofId(key.madeBy()).title(),
                valid ? "有效" : coming ? "还没启用" : "已失效",
                valid);
    }

    @PostMapping("/{code}")
    ModelAndView change(@PathVariable String code, Form form) {
        var by = duty.require();
        try {
            partners.change(code, form.details(), by);
            return new ModelAndView("redirect:/desk/exchange/" + code + "?saved");
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            fill(model, partners.get(code), form, refusal.fields(), 1);
            return new ModelAndView("desk/exchange-partner", model.asMap(), refusal.status());
        }
    }

    @PostMapping("/{code}/call-back")
    ModelAndView agreeCallBack(
            @PathVariable String code, @RequestParam(required = false) Partner.@Nullable CallBack callBack) {
        var by = duty.require();
        try {
            if (callBack == null) {
                throw Refusal.field("callBack", "请选择回访由谁做");
            }
            partners.agreeCallBack(code, callBack, by);
            return new ModelAndView("redirect:/desk/exchange/" + code + "?saved#call-back");
        } catch (Refusal refusal) {
            Partner partner = partners.get(code);
            Model model = new ExtendedModelMap();
            fill(model, partner, Form.of(partner), refusal.fields(), 1);
            return new ModelAndView("desk/exchange-partner", model.asMap(), refusal.status());
        }
    }

    /** Shows the new secret, this once. */
    @PostMapping("/{code}/keys")
    ModelAndView renewKey(@PathVariable String code) {
        Partners.MadeKey made = partners.renewKey(code, duty.require());
        return new ModelAndView("desk/exchange-key")
                .addObject("partner", partners.get(code))
                .addObject("made", made);
    }

    @PostMapping("/{code}/keys/{key}/end")
    String endKey(@PathVariable String code, @PathVariable String key) {
        partners.endKey(code, key, duty.require());
        return "redirect:/desk/exchange/" + code + "?ended#keys";
    }

    @PostMapping("/{code}/exceptions/{id}")
    String settle(@PathVariable String code, @PathVariable long id, @RequestParam(defaultValue = "") String note) {
        duty.require();
        if (!duty.maySettle()) {
            throw Refusal.forbidden("对接异常由对接管理员处理");
        }
        desk.settle(code, id, note);
        return "redirect:/desk/exchange/" + code + "?settled#problems";
    }

    /** Messages that came on a disk: one a file. What is refused undoes nothing of the others. */
    @PostMapping("/{code}/files")
    ModelAndView take(@PathVariable String code, @RequestParam List<MultipartFile> files) throws IOException {
        var by = duty.require();
        Partner partner = partners.get(code);
        java.util.ArrayList<Map.Entry<String, String>> results = new java.util.ArrayList<>();
        for (MultipartFile file : files) {
            if (file.isEmpty()) {
                continue;
            }
            results.add(Map.entry(String.valueOf(file.getOriginalFilename()), took(code, file)));
            audit.record(by, IMPORTED, code);
        }
        return new ModelAndView("desk/exchange-files")
                .addObject("partner", partner)
                .addObject("results", results);
    }

    private String took(String code, MultipartFile file) throws IOException {
        if (file.getSize() > Exchange.HEAVIEST) {
            return "没有收：一条报文不能超过 10 MB";
        }
        try {
            return "已收，我们的编号 " + exchange.receiveFile(code, file.getBytes()).number();
        } catch (Refusal | NotSigned refused) {
            return "没有收：" + refused.getMessage();
        }
    }
}
