package org.ganxian.exchange.callback;

import lombok.RequiredArgsConstructor;
import org.ganxian.casework.CallBackAgreement;
import org.ganxian.demand.Demand;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.springframework.stereotype.Component;

/** As the partner's page says, when the resident rates. */
@Component
@RequiredArgsConstructor
class AgreedCallBacks implements CallBackAgreement {

    private final ExchangeRows rows;
    private final Partners partners;

    @Override
    public boolean isTheirs(Demand demand) {
        return rows.orders()
                .findByDemandNumberAndOutgoingFalse(demand.number())
                .map(order -> partners.get(order.partner()))
                // One that is stopped would never hear that it has to call.
                .filter(partner -> partner.active() && partner.callBack() == Partner.CallBack.THEIRS)
                .isPresent();
    }
}
