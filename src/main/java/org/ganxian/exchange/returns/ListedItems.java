package org.ganxian.exchange.returns;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.ServingRules;
import org.ganxian.demand.Demand;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;

/** What the list gives to a department of the county is pushed to no street: 潍坊市 12345 办法第二十四条 as the model. */
@Component
@RequiredArgsConstructor
class ListedItems implements ServingRules {

    private static final Set<Unit.Kind> BELOW_THE_COUNTY = EnumSet.of(Unit.Kind.STREET, Unit.Kind.COMMUNITY);

    private final ExchangeRows rows;
    private final Partners partners;
    private final Units units;

    /** The case is found by the partner's number: it is not ours yet when it is routed. */
    @Override
    public Optional<String> whyNot(Demand demand, Unit unit) {
        String system = demand.externalSystem();
        return system == null || !Partners.isCode(system)
                ? Optional.empty()
                : demand.externalNumber()
                        .flatMap(number -> rows.orders().findByPartnerAndSourceNo(system, number))
                        .flatMap(order -> partners.item(order.partner(), order.theirCategory()))
                        .filter(item -> item.side() == ItemRule.Side.COUNTY && isBelowTheCounty(unit))
                        .map(item -> "分工清单：“%s”由区县部门办理（%s），不能派给街道、社区的单位".formatted(item.category(), item.basis()));
    }

    private boolean isBelowTheCounty(Unit unit) {
        return units.upwards(unit.code()).stream()
                .filter(one -> one.kind().isPlace())
                .findFirst()
                .filter(place -> BELOW_THE_COUNTY.contains(place.kind()))
                .isPresent();
    }
}
