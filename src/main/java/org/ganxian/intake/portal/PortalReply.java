package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.ganxian.document.Document;
import org.ganxian.intake.ReplyLetters;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Downloads;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The written answer to an order, for a browser with a ticket for it. */
@Controller
@RequiredArgsConstructor
class PortalReply {

    private final ReplyLetters letters;
    private final Tickets tickets;

    @GetMapping(Portal.ORDERS + "/{number}/reply")
    ResponseEntity<byte[]> reply(@PathVariable String number, HttpServletRequest request) {
        String code = tickets.code(request, number).orElseThrow(() -> Refusal.notFound("请先填写编号和查询码，再看书面答复"));
        Document letter = letters.of(number, code);
        return Downloads.inline(letter.filename(), MediaType.APPLICATION_PDF_VALUE, letter.content());
    }
}
