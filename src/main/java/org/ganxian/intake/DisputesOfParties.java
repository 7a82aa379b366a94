package org.ganxian.intake;

import java.util.Map;
import java.util.TreeMap;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.mediation.party.Parties;
import org.ganxian.mediation.party.PartyFile;
import org.ganxian.platform.Codes;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The parties' door: their codes are guessed as slowly as those of residents (decision 017), a request counts once. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DisputesOfParties {

    private static final int NUMBER_LENGTH = 24;

    private final Parties parties;
    private final WrongCodes wrongCodes;
    private final OncePerKey oncePerKey;
    private final CurrentActor current;

    /**
     * @throws Refusal 400 without a code, 404 for a wrong number or code, 429 after too many wrong codes
     */
    public PartyFile open(String number, @Nullable String code) {
        if (code == null || code.isBlank()) {
            throw Refusal.field("code", "请填写查询码");
        }
        String asked = Codes.number(number);
        return asked.length() > NUMBER_LENGTH
                ? parties.open(null, null)
                : wrongCodes.guarded(asked, () -> parties.open(asked, code));
    }

    /** The party itself says whether it wants mediation; whoever is logged in in this browser says it not for them. */
    public void answer(String number, String code, boolean agrees) {
        open(number, code);
        current.asSystem(() -> {
            parties.answer(number, code, agrees);
            return null;
        });
    }

    public void leave(String number, String code) {
        open(number, code);
        current.asSystem(() -> {
            parties.leave(number, code);
            return null;
        });
    }

    /**
     * Takes a request in, or finds the one that the same sheet placed before.
     *
     * @param key of the sheet
     */
    public OncePerKey.Placed apply(Map<String, String> typed, String key) {
        return current.asSystem(
                () -> oncePerKey.place(key, new TreeMap<>(typed).toString(), () -> parties.apply(typed)));
    }
}
