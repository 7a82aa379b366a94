package org.ganxian.mediation.party;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeEntry;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.MediationSession;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a dispute down for one of its parties. */
@Component
@RequiredArgsConstructor
class PartyFiles {

    private static final String ARBITRATION = "劳动争议已满十五日，您可以依法申请仲裁；继续调解要各方都愿意。";

    private final MediationParty.Repository parties;
    private final PanelMember.Repository panels;
    private final MediationSession.Repository sessions;
    private final Agreement.Repository agreements;
    private final AgreementDuty.Repository duties;
    private final Appointments appointments;
    private final CodeTables codes;
    private final Units units;
    private final People people;

    PartyFile of(Mediation mediation, Demand demand, MediationParty party) {
        boolean asker = party.side() == Side.A;
        Ending ending = mediation.ending();
        return new PartyFile(
                mediation.number(),
                codes.name(CodeList.DISPUTE_TYPE, mediation.disputeType()),
                units.find(mediation.committee()).map(Unit::name).orElse("调委会"),
                demand.status().title(),
                next(demand.status(), party)
                        + (mediation.arbitrationToldAt() != null
                                        && demand.status().isOpen()
                                ? ARBITRATION
                                : ""),
                party.side().title(),
                asker,
                mediation.appliedAt(),
                asker ? mediation.facts() : null,
                asker ? mediation.claim() : null,
                answer(party),
                Parties.isAskable(demand, party),
                Parties.mayLeave(demand, party),
                panels.findByMediationIdAndReplacedAtIsNullOrderById(mediation.id()).stream()
                        .map(member ->
                                people.find(member.username()).map(Person::name).orElse("调解员")
                                        + (member.disclosure() == null ? "" : "（" + member.disclosure() + "）"))
                        .toList(),
                appointments.ahead(mediation, demand.status(), party.side()),
                sessions.findByMediationIdOrderById(mediation.id()).stream()
                        .filter(session -> session.mode() == MediationSession.Mode.JOINT)
                        .map(PartyFiles::session)
                        .toList(),
                agreements
                        .findFirstByMediationIdOrderByIdDesc(mediation.id())
                        .map(one -> new PartyFile.Paper(one.edition(), one.content(), one.effectiveAt()))
                        .orElse(null),
                duties(mediation, party),
                ending == null || !demand.status().isFinal() ? null : ending.told());
    }

    private PartyFile.@Nullable Answer answer(MediationParty party) {
        return party.answer() == null || party.answeredAt() == null
                ? null
                : new PartyFile.Answer(party.agrees(), party.answeredAt(), how(party.channel()));
    }

    private String how(@Nullable String channel) {
        return Parties.ONLINE.equals(channel)
                ? "本人在网上答复"
                : codes.choice(CodeList.CONTACT_CHANNEL, Objects.requireNonNullElse(channel, ""))
                        .map(CodeEntry::name)
                        .orElse("工作人员记录");
    }

    private static PartyFile.Session session(MediationSession one) {
        return new PartyFile.Session(
                one.no(), one.heldAt(), one.place(), one.record(), one.result().title());
    }

    /** Of three parties two may owe each other what is not the third one's business. */
    private List<PartyFile.Duty> duties(Mediation mediation, MediationParty party) {
        Map<Long, String> sides = parties.findByMediationIdOrderById(mediation.id()).stream()
                .collect(Collectors.toMap(MediationParty::id, one -> one.side().title()));
        Function<Long, String> side = id -> sides.getOrDefault(id, "");
        return duties.findByMediationIdOrderByDueOnAscIdAsc(mediation.id()).stream()
                .filter(duty -> party.id().equals(duty.debtorId()) || party.id().equals(duty.creditorId()))
                .map(duty -> new PartyFile.Duty(
                        side.apply(duty.debtorId()),
                        side.apply(duty.creditorId()),
                        duty.what(),
                        yuan(duty.amount()),
                        duty.dueOn().toString(),
                        duty.state()))
                .toList();
    }

    private static @Nullable String yuan(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString() + " 元";
    }

    private static String next(Status status, MediationParty party) {
        return switch (status) {
            case REGISTERED, EXAMINING -> "调委会正在审查能不能调解，1 个工作日内答复。";
            case CONSENT -> party.answer() == null ? "请您答复是否同意调解。没有答复不算同意。" : "正在征询其他当事人。任何一方不同意，都不调解。";
            case APPOINTING -> "各方都同意调解，正在确定调解员。对调解员有异议的，可以向调委会提出。";
            case MEDIATING -> "正在调解。调解员会与您约时间，约好的写在下面。";
            case SUSPENDED -> "调解暂时中止，最长 30 天。";
            case SIGNING -> "已经谈成，正在准备协议，请等候签名。";
            case ESCALATED -> "值班员正在处理。危险还在的话请不要等，马上打 110。";
            case PERFORMING -> "协议已经生效，请按约定履行。";
            case REVISITING -> "协议的期限已过，回访员会联系各方。";
            case FILING, FILED -> "已经结案。";
            default -> "调解已经结束。";
        };
    }
}
