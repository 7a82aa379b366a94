package org.ganxian.exchange.desk;

import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.ExchangeDesk;
import org.ganxian.exchange.SecretCallers;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.Units;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.platform.web.DeskPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 对接来件: what both sides talk about before there is a demand; and who told of a secret case, for its call-back. */
@DeskPage
@RequiredArgsConstructor
class TalkPages {

    private final ExchangeDuty duty;
    private final ExchangeDesk desk;
    private final SecretCallers callers;
    private final Partners partners;
    private final Units units;

    @GetMapping("/desk/exchange-talks")
    String list(Model model) {
        duty.requireTalker();
        model.addAttribute("lines", desk.talks());
        return "desk/exchange-talks";
    }

    @GetMapping("/desk/exchange-talks/{number}")
    String one(@PathVariable String number, Model model) {
        duty.requireTalker();
        ExchangeDesk.Order order = desk.order(number);
        model.addAttribute("order", order);
        boolean holds = duty.holdsTaskOf(number);
        model.addAttribute("holds", holds);
        String text = order.said() == null ? null : order.said().text();
        model.addAttribute("text", holds ? text : Masks.inText(text));
        model.addAttribute(
                "added",
                order.added().stream()
                        .map(one -> holds ? one : Masks.inText(one))
                        .toList());
        model.addAttribute("partner", partners.get(order.partner()));
        model.addAttribute(
                "place",
                order.said() == null || order.said().place() == null
                        ? ""
                        : units.path(order.said().place().unit()));
        return "desk/exchange-talk";
    }

    @GetMapping("/desk/exchange-callers/{number}")
    String caller(@PathVariable String number, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("person", callers.of(number));
        return "desk/exchange-caller";
    }
}
