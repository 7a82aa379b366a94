package org.ganxian.mediation.papers;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ganxian.demand.Status;
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
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a case, read once for its papers.
 *
 * @param type zh-CN, of the dispute
 * @param agreement the newest edition, null while there is none
 * @param meetings to come, by the side that is to come
 * @param guests who is invited, each to one session
 * @param courtReport what a court was told, null where none had entrusted it
 * @param closing the newest revisit, null while there is none
 * @param suspensions why it was suspended, in their order
 * @param agreementNo number of the agreement's paper, null while it is not issued
 * @param names of staff, by their user names
 * @param unitNames of units, by their codes
 */
record Casebook(
        Mediation mediation,
        Status status,
        String type,
        String origin,
        String committee,
        List<MediationParty> parties,
        List<PanelMember> panel,
        List<MediationSession> sessions,
        @Nullable Agreement agreement,
        List<AgreementDuty> duties,
        Map<Side, List<Appointments.Meeting>> meetings,
        List<Guests.Guest> guests,
        @Nullable CourtReport courtReport,
        @Nullable MediationClosing closing,
        List<String> suspensions,
        @Nullable String agreementNo,
        UnaryOperator<String> names,
        UnaryOperator<String> unitNames) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    static String day(Instant when) {
        return DAY.format(when.atZone(PeopleTime.ZONE));
    }

    static String day(LocalDate when) {
        return DAY.format(when);
    }

    static String yuan(@Nullable BigDecimal amount) {
        return amount == null ? "无" : amount.toPlainString() + " 元";
    }

    /** zh-CN, whoever mediates, who presides first. */
    String mediators() {
        return panel.isEmpty()
                ? "还没有确定"
                : panel.stream()
                        .map(member -> names.apply(member.username()) + (member.presiding() ? "（主持）" : "（协同）"))
                        .collect(Collectors.joining("、"));
    }

    String partyNames() {
        return parties.stream().map(Casebook::called).collect(Collectors.joining("；"));
    }

    /** zh-CN, side and name. */
    static String called(MediationParty party) {
        return party.side().title() + " " + party.name();
    }

    String called(Long partyId) {
        return parties.stream()
                .filter(party -> party.id().equals(partyId))
                .map(Casebook::called)
                .findFirst()
                .orElse("");
    }

    boolean isInEffect() {
        return agreement != null && agreement.effectiveAt() != null;
    }
}
