package org.ganxian.mediation.calendar;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Status;
import org.ganxian.mediation.MediationReaders;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 履行台账: what parties have promised each other, by the day it is due. Without their names and what it is: the case says that. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DutyLedger {

    private static final int SOON = 7;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 1, 1);

    /** An agreement is in effect, or was. */
    private static final Set<Status> IN_EFFECT = EnumSet.of(
            Status.PERFORMING, Status.REVISITING, Status.FILING, Status.FILED, Status.ESCALATED, Status.CONSENT);

    /** Which duties are shown. */
    @RequiredArgsConstructor
    @Getter
    public enum Which {
        OPEN("没有履行完的"),
        LATE("已经逾期的"),
        SOON("7 天内到期的"),
        DONE("已经履行的"),
        BREACHED("催告后没有履行的");

        private final String title;

        /** By its name in an address; all that is open for any other. */
        public static Which of(String name) {
            return Optional.of(name)
                    .filter(n ->
                            Arrays.stream(values()).anyMatch(one -> one.name().equals(n)))
                    .map(Which::valueOf)
                    .orElse(OPEN);
        }
    }

    /** As the database has it. */
    record Row(
            String number,
            String disputeType,
            Side debtor,
            Side creditor,
            @Nullable BigDecimal amount,
            LocalDate dueOn,
            int urges,
            @Nullable Instant doneAt,
            @Nullable Instant breachedAt) {}

    /**
     * @param who zh-CN, from which side to which
     * @param state zh-CN
     */
    public record Line(
            String number,
            String type,
            String who,
            @Nullable BigDecimal amount,
            LocalDate dueOn,
            String state,
            boolean late) {}

    interface Rows extends Repository<AgreementDuty, Long> {

        String WHICH = " from AgreementDuty u, Mediation m, Demand d, MediationParty debtor, MediationParty creditor"
                + " where m.id = u.mediationId and d.number = m.number and d.status in :statuses"
                + " and debtor.id = u.debtorId and creditor.id = u.creditorId"
                + " and exists (select a from Agreement a where a.mediationId = m.id and a.effectiveAt is not null)"
                + " and (m.committee in :committees or exists (select p from PanelMember p"
                + " where p.mediationId = m.id and p.username = :username and p.replacedAt is null))"
                + " and u.dueOn >= :from and u.dueOn < :to"
                + " and u.voidAt is null"
                + " and ((:open = true and u.doneAt is null and u.breachedAt is null)"
                + " or (:done = true and u.doneAt is not null)"
                + " or (:breached = true and u.breachedAt is not null and u.doneAt is null))";

        @Query(
                value = "select new org.ganxian.mediation.calendar.DutyLedger$Row(m.number, m.disputeType, debtor.side,"
                        + " creditor.side, u.amount, u.dueOn, u.urges, u.doneAt, u.breachedAt)" + WHICH
                        + " order by u.dueOn, u.id",
                countQuery = "select count(u)" + WHICH)
        Page<Row> find(
                Collection<String> committees,
                String username,
                Collection<Status> statuses,
                LocalDate from,
                LocalDate to,
                boolean open,
                boolean done,
                boolean breached,
                Pageable page);
    }

    private final Rows rows;
    private final MediationReaders readers;
    private final Boards boards;
    private final CurrentActor current;
    private final Clock clock;

    /** Of the caller's committees, and of the cases in which they mediate; the first due first. */
    public Page<Line> of(Which which, Pageable page) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
        LocalDate from = which == Which.SOON ? today : FIRST;
        LocalDate to = which == Which.SOON ? today.plusDays(SOON + 1L) : which == Which.LATE ? today : LAST;
        return rows.find(
                        readers.committees(),
                        current.username().orElse(""),
                        IN_EFFECT,
                        from,
                        to,
                        which.compareTo(Which.DONE) < 0,
                        which == Which.DONE,
                        which == Which.BREACHED,
                        page)
                .map(row -> line(row, today));
    }

    private Line line(Row row, LocalDate today) {
        boolean open = row.doneAt() == null && row.breachedAt() == null;
        boolean late = open && row.dueOn().isBefore(today);
        String state = row.doneAt() != null
                ? "已履行"
                : row.breachedAt() != null
                        ? "没有履行，已告知途径"
                        : (late ? "逾期" : "待履行") + (row.urges() == 0 ? "" : "，已催告 " + row.urges() + " 次");
        return new Line(
                row.number(),
                boards.type(row.disputeType()),
                row.debtor().title() + " → " + row.creditor().title(),
                row.amount(),
                row.dueOn(),
                state,
                late);
    }
}
