package org.ganxian.exchange;

import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who told of a secret case, and all messages about a case, which other systems have sent or got. */
@Component
@Order(4)
@RequiredArgsConstructor
class ExchangePersonalData implements PersonalData {

    private final ExchangeOrder.Repository orders;
    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "对接来件";
    }

    @Override
    public List<Line> of(Case one) {
        List<Line> lines = new ArrayList<>();
        orders.findByDemandNumberAndOutgoingFalse(one.number()).ifPresent(order -> {
            lines.add(new Line("来自", order.partner() + "，编号 " + order.sourceNo()));
            if (order.callerName() != null) {
                lines.add(new Line("来电人（保密）", order.callerName()));
            }
            if (order.callerPhone() != null) {
                lines.add(new Line("电话（保密）", order.callerPhone()));
            }
        });
        orders.findByDemandNumberAndOutgoingTrueOrderByIdDesc(one.number())
                .forEach(order -> lines.add(new Line("转给", order.partner() + "，编号 " + order.number())));
        return lines;
    }

    /** That there were messages stays, to be compared; what they said goes. */
    @Override
    public void erase(Case one) {
        orders.findByDemandNumberAndOutgoingFalse(one.number()).ifPresent(this::erase);
        orders.findByDemandNumberAndOutgoingTrueOrderByIdDesc(one.number()).forEach(this::erase);
        jdbc.update("update exchange_return set rule_cited = '' where demand_number = ?", one.number());
    }

    private void erase(ExchangeOrder order) {
        order.erase();
        jdbc.update("update exchange_envelope set raw = null, body = null where order_number = ?", order.number());
        jdbc.update("update exchange_exception set note = null where order_number = ?", order.number());
    }
}
