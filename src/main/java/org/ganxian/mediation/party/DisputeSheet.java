package org.ganxian.mediation.party;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.mediation.dossier.NewMediation.PartyKind;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** A request as it is typed, at the desk or in the portal: the fields of each party end with its side. */
public final class DisputeSheet {

    private static final String AMOUNT = "\\d{1,12}(?:\\.\\d{1,2})?";

    private DisputeSheet() {}

    private static String text(Map<String, String> typed, String field) {
        return typed.getOrDefault(field, "").strip();
    }

    /** @throws Refusal 400 by field for what is no number; what is missing is for the rules of a dispute */
    public static NewMediation read(Map<String, String> typed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String amount = text(typed, "amount");
        if (!amount.isEmpty() && !amount.matches(AMOUNT)) {
            wrong.put("amount", "金额写数字，最多两位小数，如 6000.50");
        }
        String people = text(typed, "people");
        if (!people.matches("\\d{1,6}")) {
            wrong.put("people", "请填写涉及的人数");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        List<NewParty> parties = new ArrayList<>();
        for (Side side : Side.values()) {
            String name = text(typed, "name" + side);
            if (side != Side.C
                    || !name.isEmpty()
                    || !text(typed, "phone" + side).isEmpty()) {
                parties.add(new NewParty(
                        kind(text(typed, "kind" + side)),
                        name,
                        text(typed, "phone" + side),
                        none(text(typed, "guardian" + side))));
            }
        }
        return new NewMediation(
                text(typed, "disputeType"),
                text(typed, "origin"),
                !"oral".equals(text(typed, "form")),
                text(typed, "place"),
                text(typed, "facts"),
                text(typed, "claim"),
                amount.isEmpty() ? null : new BigDecimal(amount),
                Integer.parseInt(people),
                parties);
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }

    private static PartyKind kind(String name) {
        return Arrays.stream(PartyKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(PartyKind.PERSON);
    }
}
