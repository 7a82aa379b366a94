package org.ganxian.mediation;

import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Casework;
import org.ganxian.casework.DisputeDoor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Demand;
import org.ganxian.engine.Choice;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.mediation.dossier.NewMediation.PartyKind;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 转调解: an order that turns out to be a dispute. Its resident is the one who asks. */
@Component
@Transactional
@RequiredArgsConstructor
class DisputesFromOrders implements DisputeDoor {

    private final Mediations mediations;
    private final Mediation.Repository rows;
    private final Casework casework;
    private final CodeTables codes;
    private final Units units;

    @Override
    @Transactional(readOnly = true)
    public List<Choice> types() {
        return codes.choices(CodeList.DISPUTE_TYPE).stream()
                .map(entry -> new Choice(entry.name(), entry.code()))
                .toList();
    }

    @Override
    public String take(Demand from, Dispute dispute) {
        if (from.placeCode() == null) {
            throw Refusal.conflict("这件诉求没有地点，请先转分拨席确定地点，或者请群众到前台登记");
        } else if (from.contactName() == null || from.contactPhone() == null) {
            throw Refusal.conflict("这件诉求没有留姓名和电话，不能转调解，请群众到前台登记");
        }
        String asked = casework.contactedBy(dispute.askedBy());
        Demand registered = mediations.register(
                new NewMediation(
                        dispute.type(),
                        DisputeRules.FROM_AN_ORDER,
                        true,
                        from.placeCode(),
                        Texts.shorten(from.description(), DisputeRules.FACTS),
                        dispute.claim(),
                        null,
                        2,
                        List.of(
                                new NewParty(
                                        PartyKind.PERSON,
                                        Objects.requireNonNull(from.contactName()),
                                        Objects.requireNonNull(from.contactPhone()),
                                        null),
                                new NewParty(PartyKind.PERSON, dispute.otherName(), dispute.otherPhone(), null))),
                from);
        Mediation mediation = rows.of(registered);
        return "已征得群众同意（%s），转%s调解，编号 %s，凭原查询码查看"
                .formatted(
                        asked, units.find(mediation.committee()).map(Unit::name).orElse("调委会"), registered.number());
    }
}
