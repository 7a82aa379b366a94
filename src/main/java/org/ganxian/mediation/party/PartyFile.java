package org.ganxian.mediation.party;

import java.time.Instant;
import java.util.List;
import org.ganxian.mediation.calendar.Appointments;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as one of its parties sees it: own steps and what all have signed or heard together. Never the other side's name,
 * telephone number or what it said alone. Texts are zh-CN.
 *
 * @param side 甲方, 乙方 or 第三人
 * @param next what comes now
 * @param asker whether this party asked for mediation: its own words are shown to it
 * @param answer what this party has said when it was asked; null before
 * @param askable whether it can answer now
 * @param mayLeave whether it can leave now
 * @param mediators names
 * @param meetings those to come
 * @param ended how it ended without an agreement, and the ways that are left; null else
 */
public record PartyFile(
        String number,
        String type,
        String committee,
        String status,
        String next,
        String side,
        boolean asker,
        Instant appliedAt,
        @Nullable String facts,
        @Nullable String claim,
        @Nullable Answer answer,
        boolean askable,
        boolean mayLeave,
        List<String> mediators,
        List<Appointments.Meeting> meetings,
        List<Session> sessions,
        @Nullable Paper agreement,
        List<Duty> duties,
        @Nullable String ended) {

    /** @param how by which way, zh-CN */
    public record Answer(boolean agreed, Instant at, String how) {}

    /** One that all sides held together. */
    public record Session(int no, Instant heldAt, String place, String record, String result) {}

    public record Paper(
            int edition, String content, @Nullable Instant effectiveAt) {}

    /** @param debtor a side */
    public record Duty(
            String debtor,
            String creditor,
            String what,
            @Nullable String amount,
            String dueOn,
            String state) {}
}
