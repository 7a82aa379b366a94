package org.ganxian.exchange.returns;

import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandRegistered;
import org.ganxian.exchange.ExchangeExceptions;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A secret report is kept from the unit that it is about before anything is routed. */
@Component
@RequiredArgsConstructor
class SecretReports {

    private final ExchangeRows rows;
    private final Units units;
    private final ExchangeExceptions exceptions;

    @EventListener
    void on(DemandRegistered registered) {
        Demand demand = registered.demand();
        String system = demand.externalSystem();
        // An import has many rows of systems that are no partners.
        if (system != null && Partners.isCode(system)) {
            demand.externalNumber()
                    .flatMap(number -> rows.orders().findByPartnerAndSourceNo(system, number))
                    .filter(order -> order.reportedUnit() != null)
                    .ifPresent(order -> keep(demand, order));
        }
    }

    private void keep(Demand demand, ExchangeOrder order) {
        units.inForce(order.reportedUnit())
                .map(Unit::code)
                .ifPresentOrElse(
                        demand::keepFrom,
                        () -> exceptions.raise(
                                "reported:" + order.number(),
                                order.partner(),
                                Kind.UNMAPPED,
                                order.number(),
                                "对方编号 %s 写的被反映单位在我们这里没有，请告诉分拨席避开".formatted(order.sourceNo())));
    }
}
