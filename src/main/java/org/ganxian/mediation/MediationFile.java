package org.ganxian.mediation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as its readers see it. Texts are zh-CN.
 *
 * @param fromOrder number of the order that it was before
 * @param linked numbers of other cases of the same dispute, as somebody said at their examination
 * @param same zh-CN, open cases with a party in common, while it is examined
 * @param joint zh-CN, other committees that were asked to mediate, too
 * @param facts null, as all that was said is, for whoever only calls the parties
 * @param panel names of those who mediate
 * @param missing papers without which its dossier is not filed; empty until an agreement is in effect
 * @param appointable whether a session can be appointed
 * @param endable whether it can be ended for a reason of a party
 * @param replaceable whether its head can name another mediator now
 * @param alarmable whether danger can be reported
 */
public record MediationFile(
        String number,
        String type,
        String origin,
        String committee,
        String status,
        Instant appliedAt,
        @Nullable String fromOrder,
        List<String> linked,
        List<String> same,
        List<String> joint,
        @Nullable String facts,
        @Nullable String claim,
        @Nullable String amount,
        int people,
        List<PartyLine> parties,
        List<String> panel,
        List<SessionLine> sessions,
        @Nullable AgreementLine agreement,
        List<DutyLine> duties,
        List<String> daysAgreed,
        List<String> missing,
        boolean appointable,
        boolean endable,
        boolean replaceable,
        boolean alarmable) {

    /**
     * @param key A, B or C
     * @param answer what it said when it was asked
     */
    public record PartyLine(
            String key,
            String side,
            String kind,
            String name,
            String phone,
            @Nullable String guardian,
            String answer) {}

    public record SessionLine(
            int no, Instant heldAt, String mode, String place, String present, String record, String result) {}

    public record AgreementLine(
            int edition,
            boolean oral,
            boolean settlesAll,
            String content,
            @Nullable Instant effectiveAt) {}

    public record DutyLine(
            String debtor,
            String creditor,
            String what,
            @Nullable String amount,
            String dueOn,
            String state) {}
}
