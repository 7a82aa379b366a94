package org.ganxian.mediation.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ganxian.demand.Status;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * What is counted of a case: nobody's name and nothing that was said.
 *
 * @param amount that was promised in the agreement, in yuan; null for none
 * @param unperformed duties of the agreement that are not done
 */
record Fact(
        String disputeType,
        String committee,
        String origin,
        @Nullable Instant acceptedAt,
        Status status,
        @Nullable Instant completedAt,
        @Nullable Ending ending,
        long sessions,
        Agreement.@Nullable Form form,
        @Nullable Instant effectiveAt,
        @Nullable BigDecimal amount,
        long unperformed) {

    private static final Set<Ending> FAILED = EnumSet.of(Ending.TOO_FAR, Ending.NOT_SIGNED, Ending.MONTH_OVER);
    private static final Set<Ending> DECLINED = EnumSet.of(Ending.DECLINED, Ending.OBJECTED);

    /** Ended in the middle: failed when they had talked, given up before when not. */
    private static final Set<Ending> LEFT =
            EnumSet.of(Ending.ONE_LEFT, Ending.ELSEWHERE, Ending.SHAM, Ending.CONCEALED, Ending.OTHER);

    interface Rows extends Repository<Mediation, Long> {

        /** Of these committees what was taken, ended or agreed on in this time. */
        @Query("select new org.ganxian.mediation.figures.Fact(m.disputeType, m.committee, m.origin, m.acceptedAt,"
                + " d.status, d.completedAt, m.ending,"
                + " (select count(s) from MediationSession s where s.mediationId = m.id), a.form, a.effectiveAt,"
                // What a new agreement has taken the place of was not promised in the end, nor is it owed.
                + " (select sum(u.amount) from AgreementDuty u where u.mediationId = m.id and u.voidAt is null),"
                + " (select count(u) from AgreementDuty u where u.mediationId = m.id and u.doneAt is null"
                + " and u.voidAt is null))"
                + " from Mediation m join Demand d on d.number = m.number"
                + " left join Agreement a on a.mediationId = m.id and a.id = (select max(b.id) from Agreement b"
                + " where b.mediationId = m.id and b.effectiveAt is not null)"
                + " where m.committee in :committees"
                + " and (m.acceptedAt >= :from and m.acceptedAt < :to"
                + " or d.completedAt >= :from and d.completedAt < :to"
                + " or a.effectiveAt >= :from and a.effectiveAt < :to)")
        List<Fact> between(Collection<String> committees, Instant from, Instant to);
    }

    private boolean ended(Instant from, Instant to) {
        return isWithin(completedAt, from, to);
    }

    private static boolean isWithin(@Nullable Instant when, Instant from, Instant to) {
        return when != null && !when.isBefore(from) && when.isBefore(to);
    }

    /** Whether the case counts for a figure of this time. */
    boolean counts(Measure measure, Instant from, Instant to) {
        boolean taken = isWithin(acceptedAt, from, to);
        boolean agreed = isWithin(effectiveAt, from, to);
        boolean stopped = ended(from, to) && ending != null;
        return switch (measure) {
            case TAKEN -> taken;
            case APPLIED -> taken && origin.equals("APPLICATION");
            case OWN_INITIATIVE -> taken && origin.equals("OWN_INITIATIVE");
            case ENTRUSTED -> taken && !origin.equals("APPLICATION") && !origin.equals("OWN_INITIATIVE");
            case REFUSED -> ended(from, to) && status == Status.REJECTED;
            case DECLINED -> stopped && DECLINED.contains(ending);
            case UNREACHABLE -> stopped && ending == Ending.UNREACHABLE;
            case AGREED -> agreed;
            case WRITTEN -> agreed && form == Agreement.Form.WRITTEN;
            case ORAL -> agreed && form == Agreement.Form.ORAL;
            case PERFORMED -> agreed && unperformed == 0;
            case WITH_AMOUNT -> agreed && amount != null;
            case WITHOUT_AMOUNT -> agreed && amount == null;
            case NOT_PERFORMED -> agreed && unperformed > 0;
            case FAILED -> stopped && (FAILED.contains(ending) || LEFT.contains(ending) && sessions > 0);
        };
    }
}
