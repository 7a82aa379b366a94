package org.ganxian.mediation;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.mediation.MediationFile.AgreementLine;
import org.ganxian.mediation.MediationFile.DutyLine;
import org.ganxian.mediation.MediationFile.PartyLine;
import org.ganxian.mediation.MediationFile.SessionLine;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.Dossier;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.MediationSession;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.mediation.dossier.SameDisputes;
import org.ganxian.mediation.joint.CoCommittees;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a case down for its readers. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MediationFiles {

    /** Where a session can still come. */
    public static final Set<Status> APPOINTABLE = Collections.unmodifiableSet(
            EnumSet.of(Status.APPOINTING, Status.MEDIATING, Status.SUSPENDED, Status.SIGNING));

    private final MediationParty.Repository parties;
    private final PanelMember.Repository panels;
    private final MediationSession.Repository sessions;
    private final Agreement.Repository agreements;
    private final AgreementDuty.Repository duties;
    private final Dossier dossier;
    private final Mediation.Repository mediations;
    private final SameDisputes same;
    private final CoCommittees coCommittees;
    private final MediationReaders readers;
    private final Demands demands;
    private final CodeTables codes;
    private final Units units;
    private final People people;

    Mediations.Line line(Mediation mediation) {
        return new Mediations.Line(
                mediation.number(),
                codes.name(CodeList.DISPUTE_TYPE, mediation.disputeType()),
                committee(mediation),
                demands.get(mediation.number()).status());
    }

    private String committee(Mediation mediation) {
        return units.find(mediation.committee()).map(Unit::name).orElse(mediation.committee());
    }

    /** @param whole false for whoever only calls the parties */
    MediationFile of(Mediation mediation, boolean whole) {
        Demand demand = demands.get(mediation.number());
        List<MediationParty> all = parties.findByMediationIdOrderById(mediation.id());
        Map<Long, MediationParty> byId =
                all.stream().collect(Collectors.toMap(MediationParty::id, Function.identity()));
        boolean agreed = whole || demand.status() == Status.REVISITING;
        return new MediationFile(
                mediation.number(),
                codes.name(CodeList.DISPUTE_TYPE, mediation.disputeType()),
                codes.name(CodeList.DISPUTE_SOURCE, mediation.origin()) + (mediation.written() ? "，书面" : "，口头"),
                committee(mediation),
                demand.status().title(),
                mediation.appliedAt(),
                mediation.fromOrder(),
                whole ? linked(mediation) : List.of(),
                whole && demand.status() == Status.EXAMINING
                        ? same.of(mediation).stream()
                                .map(SameDisputes.Same::said)
                                .toList()
                        : List.of(),
                whole ? coCommittees.said(mediation) : List.of(),
                whole ? mediation.facts() : null,
                whole ? mediation.claim() : null,
                whole ? yuan(mediation.amount()) : null,
                mediation.people(),
                all.stream().map(MediationFiles::line).toList(),
                panels.findByMediationIdAndReplacedAtIsNullOrderById(mediation.id()).stream()
                        .map(member ->
                                people.find(member.username()).map(Person::name).orElse(member.username())
                                        + (member.presiding() ? "（主持）" : "（协同）")
                                        + (member.disclosure() == null ? "" : "（" + member.disclosure() + "）"))
                        .toList(),
                whole
                        ? sessions.findByMediationIdOrderById(mediation.id()).stream()
                                .map(MediationFiles::line)
                                .toList()
                        : List.of(),
                agreed
                        ? agreements
                                .findFirstByMediationIdOrderByIdDesc(mediation.id())
                                .map(MediationFiles::line)
                                .orElse(null)
                        : null,
                agreed
                        ? duties.findByMediationIdOrderByDueOnAscIdAsc(mediation.id()).stream()
                                .map(duty -> line(duty, byId))
                                .toList()
                        : List.of(),
                all.stream()
                        .filter(party -> party.extensionDays() != null)
                        .map(party -> party.side().title() + "同意延长 " + party.extensionDays() + " 天")
                        .toList(),
                whole
                                && demand.status().compareTo(Status.PERFORMING) >= 0
                                && !demand.status().isFinal()
                        ? dossier.missing(mediation)
                        : List.of(),
                whole && APPOINTABLE.contains(demand.status()),
                whole && demand.status().isWithdrawable(),
                whole && Seats.isReplaceable(demand.status()) && readers.isHead(mediation),
                whole && isAlarmable(demand.status()));
    }

    private List<String> linked(Mediation mediation) {
        return Stream.concat(Stream.ofNullable(mediation.linkedTo()), mediations.linkedTo(mediation.number()).stream())
                .distinct()
                .toList();
    }

    /** From wherever it stands until it is performed; once is enough. */
    static boolean isAlarmable(Status status) {
        return status == Status.PERFORMING || status.isOpen() && status != Status.ESCALATED;
    }

    private static @Nullable String yuan(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString() + " 元";
    }

    private static PartyLine line(MediationParty party) {
        MediationParty.Answer answer = party.answer();
        return new PartyLine(
                party.side().name(),
                party.side().title(),
                party.kind().title(),
                party.name(),
                party.phone(),
                party.guardian(),
                answer == null
                        ? party.tries() == 0 ? "还没有征询" : "没有答复，" + party.tries() + " 次"
                        : answer == MediationParty.Answer.AGREED ? "同意调解" : "不同意调解");
    }

    private static SessionLine line(MediationSession session) {
        return new SessionLine(
                session.no(),
                session.heldAt(),
                session.mode().title() + (session.openToAll() ? "，公开" : "，不公开"),
                session.place(),
                session.present(),
                session.record(),
                session.result().title());
    }

    private static AgreementLine line(Agreement agreement) {
        return new AgreementLine(
                agreement.edition(),
                agreement.form() == Agreement.Form.ORAL,
                agreement.settlesAll(),
                agreement.content(),
                agreement.effectiveAt());
    }

    private static DutyLine line(AgreementDuty duty, Map<Long, MediationParty> parties) {
        return new DutyLine(
                name(parties.get(duty.debtorId())),
                name(parties.get(duty.creditorId())),
                duty.what(),
                yuan(duty.amount()),
                duty.dueOn().toString(),
                duty.state());
    }

    private static String name(@Nullable MediationParty party) {
        return party == null ? "" : party.side().title() + " " + party.name();
    }
}
