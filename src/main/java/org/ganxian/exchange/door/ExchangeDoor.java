package org.ganxian.exchange.door;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.Exchange;
import org.ganxian.exchange.NotSigned;
import org.ganxian.exchange.Receipt;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where partners send messages. There is no login: the signature is the identity. */
@RestController
@Hidden
@RequiredArgsConstructor
class ExchangeDoor {

    private final Exchange exchange;

    /** 202 with our number, the same however often the same is sent. */
    @PostMapping("/exchange/v1/{partner}/messages")
    ResponseEntity<Receipt> take(@PathVariable String partner, HttpServletRequest request) throws IOException {
        // Read here, so that nobody is held by a body without an end.
        boolean named = request.getContentLengthLong() > Exchange.HEAVIEST;
        byte[] body = named ? new byte[0] : request.getInputStream().readNBytes(Exchange.HEAVIEST + 1);
        if (named || body.length > Exchange.HEAVIEST) {
            throw Refusal.tooLarge("一条报文不能超过 10 MB");
        } else if (body.length == 0) {
            throw Refusal.invalid("缺少内容，请提交 JSON");
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(exchange.receive(partner, body));
    }

    @ExceptionHandler
    ResponseEntity<Object> notSigned(NotSigned refused) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, refused.getMessage());
        body.setTitle("没有通过验证");
        return Problem.answer(body);
    }
}
