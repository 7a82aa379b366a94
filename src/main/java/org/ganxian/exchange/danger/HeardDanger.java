package org.ganxian.exchange.danger;

import lombok.RequiredArgsConstructor;
import org.ganxian.danger.DangerWords;
import org.ganxian.exchange.Happening;
import org.ganxian.exchange.Outward;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.springframework.stereotype.Component;

/** Hears danger in what a partner says, and tells 110 of it in the transaction that takes it. */
@Component
@RequiredArgsConstructor
public class HeardDanger {

    private final DangerWords words;
    private final Bodies bodies;
    private final Outward outward;
    private final Partners partners;
    private final Notices notices;
    private final InCharge inCharge;

    public boolean isIn(StoredEnvelope message) {
        if (message.type() == MessageType.CREATE) {
            Bodies.Order said = bodies.order(String.valueOf(message.body()));
            return said.isUrgent() || words.tellOfDanger(said.title(), said.text());
        }
        return words.tellOfDanger("", text(message));
    }

    /** What the message says, empty for nothing. */
    public String text(StoredEnvelope message) {
        String body = String.valueOf(message.body());
        String text = switch (message.type()) {
            case CREATE -> bodies.order(body).text();
            case PROGRESS -> bodies.progress(body).text();
            default -> bodies.note(message.type(), body).text();
        };
        return text == null ? "" : text;
    }

    /** Once an order. @return whether it is new, and the order has begun, so that there is something to do for it here */
    public boolean raise(ExchangeOrder order, StoredEnvelope message) {
        if (order.danger()) {
            return false;
        }
        order.alarm();
        outward.emergency(order, Happening.discreet(order, text(message)));
        if (!order.created()) {
            // No process waits for 110 yet, and there is nothing to open: whoever is on duty calls the partner.
            notices.tell(
                    inCharge.dutyDesk(),
                    new Notice(
                            "DANGER",
                            Notice.NO_CASE,
                            "险情 " + order.number(),
                            "%s 编号 %s 的建单还没有到，先到的报文里有危险的话，请立即打电话给对方。"
                                    .formatted(partners.get(order.partner()).name(), order.sourceNo())));
        }
        return order.created();
    }
}
