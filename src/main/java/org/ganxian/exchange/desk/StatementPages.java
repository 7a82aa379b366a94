package org.ganxian.exchange.desk;

import java.nio.charset.StandardCharsets;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.exchange.statement.Statements;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 对账单 of one partner, as a list and as papers. */
@DeskPage
@RequestMapping("/desk/exchange/{code}/statements")
@RequiredArgsConstructor
class StatementPages {

    private static final int ON_A_PAGE = 30;

    private final ExchangeDuty duty;
    private final Partners partners;
    private final Statements statements;

    @GetMapping
    String list(@PathVariable String code, @RequestParam(defaultValue = "1") int page, Model model) {
        duty.require();
        model.addAttribute("partner", partners.get(code));
        var shown = statements.of(code, Paging.shown(page, ON_A_PAGE));
        model.addAttribute("lines", shown.getContent());
        Paging.tell(model, shown);
        return "desk/exchange-statements";
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> paper(@PathVariable String code, @PathVariable long id) {
        duty.require();
        Statements.Paper paper = statements.paper(code, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(paper.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(paper.content());
    }
}
