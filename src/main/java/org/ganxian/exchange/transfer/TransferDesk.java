package org.ganxian.exchange.transfer;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.ContactChannels;
import org.ganxian.casework.TransferDoor;
import org.ganxian.demand.Demand;
import org.ganxian.engine.Choice;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.sla.Priority;
import org.springframework.stereotype.Component;

/** Takes a case that somebody wants to hand to a partner: with its resident's consent, but for danger. */
@Component
@RequiredArgsConstructor
class TransferDesk implements TransferDoor {

    private static final String PROPOSED = "exchange-transfer-proposed";

    private final ExchangeRows rows;
    private final Partners partners;
    private final ContactChannels channels;
    private final CurrentActor actors;
    private final Audit audit;
    private final Clock clock;

    @Override
    public List<Choice> partners() {
        return partners.all().stream()
                .filter(TransferDesk::takes)
                .map(one -> new Choice(one.name(), one.code()))
                .toList();
    }

    private static boolean takes(Partner partner) {
        return partner.active() && partner.outward();
    }

    @Override
    public String take(Demand from, Transfer transfer) {
        Partner partner = partners.find(transfer.partner())
                .filter(TransferDesk::takes)
                .orElseThrow(() -> Refusal.field("partner", "不能转给这个平台：没有约定，或者已经停用"));
        // 首接负责: who has said no once is not asked again, the case would go to and fro.
        boolean refused = rows.orders().findByDemandNumberAndOutgoingTrueOrderByIdDesc(from.number()).stream()
                .anyMatch(one -> one.partner().equals(partner.code()) && one.state() == OrderState.REFUSED_THERE);
        if (refused) {
            throw Refusal.conflict("%s已经说过不受理这件诉求，由首先接到的一方，也就是我们受理，不能再转".formatted(partner.name()));
        }
        boolean danger = from.priority() == Priority.P1;
        if (transfer.consentBy() == null && !danger) {
            throw Refusal.field("consentBy", "请先征得群众同意，再选择怎样征得的；只有险情不用");
        }
        String asked = transfer.consentBy() == null ? null : named(transfer.consentBy());
        boolean secret = rows.orders()
                .findByDemandNumberAndOutgoingFalse(from.number())
                .filter(ExchangeOrder::secret)
                .isPresent();
        ExchangeOrder order = rows.orders()
                .saveAndFlush(ExchangeOrder.to(
                        partner.code(), from, secret, asked, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        order.assignNumber();
        String reason = Masks.inText(transfer.reason());
        order.scoped("THEIRS", reason);
        audit.record(actors.get(), PROPOSED, from.number() + " " + partner.code() + " " + order.number());
        return "转给%s：%s。%s".formatted(partner.name(), reason, asked == null ? "险情，没有等群众同意" : "已征得群众同意（" + asked + "）");
    }

    private String named(String channel) {
        try {
            return channels.nameOf(channel);
        } catch (Refusal unknown) {
            throw Refusal.field("consentBy", String.valueOf(unknown.getMessage()));
        }
    }
}
