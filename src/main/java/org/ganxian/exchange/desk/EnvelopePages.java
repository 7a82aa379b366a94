package org.ganxian.exchange.desk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.exchange.ExchangeDesk;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.springframework.data.domain.Sort;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A partner's messages and orders: all but what they say. */
@DeskPage
@RequestMapping("/desk/exchange/{code}")
@RequiredArgsConstructor
class EnvelopePages {

    private static final int ON_A_PAGE = 30;
    private static final List<Choice> DIRECTIONS = Arrays.stream(StoredEnvelope.Direction.values())
            .map(one -> new Choice(one.title(), one.name()))
            .toList();
    private static final List<Choice> STATES = Arrays.stream(StoredEnvelope.State.values())
            .map(one -> new Choice(one.title(), one.name()))
            .toList();

    private final ExchangeDuty duty;
    private final Partners partners;
    private final ExchangeDesk desk;

    @GetMapping("/envelopes")
    String list(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String direction,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        duty.require();
        model.addAttribute("partner", partners.get(code));
        model.addAttribute("directions", DIRECTIONS);
        model.addAttribute("direction", direction);
        model.addAttribute("states", STATES);
        model.addAttribute("state", state);
        var shown = desk.envelopes(
                code, direction, state, Paging.shown(page, ON_A_PAGE).withSort(Sort.by(Sort.Direction.DESC, "id")));
        model.addAttribute("lines", shown.getContent());
        Paging.tell(model, shown);
        return "desk/exchange-envelopes";
    }

    @GetMapping("/envelopes/{id}")
    String one(@PathVariable String code, @PathVariable long id, Model model) {
        duty.require();
        model.addAttribute("partner", partners.get(code));
        model.addAttribute("line", desk.envelope(code, id));
        return "desk/exchange-envelope";
    }

    @PostMapping("/envelopes/{id}/again")
    String again(@PathVariable String code, @PathVariable long id) {
        duty.require();
        desk.sendAgain(code, id);
        return "redirect:/desk/exchange/" + code + "/envelopes/" + id + "?again";
    }

    /** By a form, since it changes where the message stands. */
    @PostMapping("/envelopes/{id}/file")
    ResponseEntity<byte[]> carry(@PathVariable String code, @PathVariable long id) {
        duty.require();
        String name = desk.envelope(code, id).messageId() + ".json";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(desk.carry(code, id).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/orders")
    String orders(@PathVariable String code, @RequestParam(defaultValue = "1") int page, Model model) {
        duty.require();
        model.addAttribute("partner", partners.get(code));
        var shown = desk.orders(code, Paging.shown(page, ON_A_PAGE));
        model.addAttribute("lines", shown.getContent());
        Paging.tell(model, shown);
        return "desk/exchange-orders";
    }
}
