package org.ganxian.exchange.transfer;

import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.exchange.Happening;
import org.ganxian.exchange.Outward;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What partners learn of a case of ours: what they need to handle it, nothing of who worked on it or what was noted. */
@Component
@RequiredArgsConstructor
class TransferBodies {

    private static final int URGENT = 1;
    private static final int USUAL = 3;

    private record Closed(String caseNumber) {}

    private final Bodies bodies;
    private final Categories categories;

    Bodies.Transfer transfer(Demand demand, ExchangeOrder order) {
        return new Bodies.Transfer(
                demand.number(),
                String.join(" / ", categories.path(demand.categoryCode())),
                told(order, demand.title()),
                String.valueOf(told(order, demand.description())),
                new Bodies.Place(demand.placeCode(), demand.address(), null, null, null),
                demand.priority() == Priority.P1 ? URGENT : USUAL,
                order.secret() ? null : new Bodies.Person(demand.contactName(), demand.contactPhone(), null),
                order.consent(),
                String.valueOf(order.reason()),
                demand.completionDue() == null ? null : Outward.written(demand.completionDue()));
    }

    private static @Nullable String told(ExchangeOrder order, @Nullable String text) {
        return order.secret() && text != null ? Happening.discreet(order, text) : text;
    }

    Object closed(Demand demand) {
        return new Closed(demand.number());
    }

    /** zh-CN, for the resident to read. */
    String resultInWords(ExchangeOrder order, String body) {
        Bodies.Result result = bodies.result(body);
        String outcome = result.outcome() == null ? "" : "结果：" + result.outcome() + "。";
        String unit = result.unit() == null ? "" : result.unit() + "：";
        return outcome + unit + Happening.discreet(order, Masks.inText(String.valueOf(result.text())));
    }
}
