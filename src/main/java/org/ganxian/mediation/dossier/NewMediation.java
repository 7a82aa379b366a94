package org.ganxian.mediation.dossier;

import java.math.BigDecimal;
import java.util.List;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * A request as a clerk has taken it in.
 *
 * @param disputeType a code of 纠纷类型
 * @param origin a code of 纠纷来源
 * @param written false for an oral request, which the clerk has written down and read back
 * @param place code of the place where the dispute is
 * @param facts at most 1,500 characters
 * @param claim at most 500 characters
 * @param amount in yuan, null when nothing is claimed in money
 * @param people how many the dispute concerns
 * @param parties who asked first, then the other side; a third one may follow
 */
public record NewMediation(
        String disputeType,
        String origin,
        boolean written,
        String place,
        String facts,
        String claim,
        @Nullable BigDecimal amount,
        int people,
        List<NewParty> parties) {

    /** What a party is. */
    @RequiredArgsConstructor
    @Getter
    public enum PartyKind {
        PERSON("自然人"),
        COMPANY("法人"),
        OTHER("其他组织");

        private final String title;
    }

    /**
     * One of them.
     *
     * @param name at most 60 characters
     * @param guardian who answers for a minor or incapable person, null for everybody else
     */
    public record NewParty(
            PartyKind kind,
            String name,
            String phone,
            @Nullable String guardian) {}
}
