package org.ganxian.mediation.papers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.calendar.Guests;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.CourtReport;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationClosing;
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

/** Reads a case for its papers. Whether whoever asks may read it is asked before. */
@Component
@RequiredArgsConstructor
class Casebooks {

    /** The rows of a case. */
    @Component
    record Rows(
            MediationParty.Repository parties,
            PanelMember.Repository panels,
            MediationSession.Repository sessions,
            Agreement.Repository agreements,
            AgreementDuty.Repository duties,
            CourtReport.Repository courtReports,
            MediationClosing.Repository closings,
            PaperRow.Repository papers) {}

    private final Rows rows;
    private final Demands demands;
    private final Appointments appointments;
    private final Guests guests;
    private final CodeTables codes;
    private final Units units;
    private final People people;

    Casebook of(Mediation mediation) {
        Long id = mediation.id();
        Demand demand = demands.get(mediation.number());
        List<String> suspensions = demands.timeline(demand).stream()
                .filter(line -> line.step() == Step.SUSPENDED)
                .map(TimelineEntry::text)
                .map(why -> why == null ? "" : why)
                .toList();
        @Nullable
        Agreement agreement =
                rows.agreements().findFirstByMediationIdOrderByIdDesc(id).orElse(null);
        return new Casebook(
                mediation,
                demand.status(),
                codes.name(CodeList.DISPUTE_TYPE, mediation.disputeType()),
                codes.name(CodeList.DISPUTE_SOURCE, mediation.origin()),
                unitName(mediation.committee()),
                rows.parties().findByMediationIdOrderById(id),
                rows.panels().findByMediationIdAndReplacedAtIsNullOrderById(id),
                rows.sessions().findByMediationIdOrderById(id),
                agreement,
                rows.duties().findByMediationIdOrderByDueOnAscIdAsc(id).stream()
                        .filter(duty -> duty.isOf(agreement))
                        .toList(),
                meetings(mediation, demand.status()),
                guests.of(mediation),
                rows.courtReports().findByMediationId(id).orElse(null),
                rows.closings().findFirstByMediationIdOrderByIdDesc(id).orElse(null),
                suspensions,
                rows.papers()
                        .findFirstByMediationIdAndKindOrderByIdDesc(id, PaperKind.AGREEMENT)
                        .map(PaperRow::serial)
                        .orElse(null),
                this::nameOf,
                this::unitName);
    }

    private Map<Side, List<Appointments.Meeting>> meetings(Mediation mediation, Status status) {
        Map<Side, List<Appointments.Meeting>> bySide = new EnumMap<>(Side.class);
        for (MediationParty party : rows.parties().findByMediationIdOrderById(mediation.id())) {
            bySide.put(party.side(), appointments.ahead(mediation, status, party.side()));
        }
        return bySide;
    }

    private String nameOf(String username) {
        return people.find(username).map(Person::name).orElse(username);
    }

    private String unitName(String code) {
        return units.find(code).map(Unit::name).orElse(code);
    }
}
