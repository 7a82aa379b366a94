package org.ganxian.mediation.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Residents;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.mediation.Mediations;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.MediationParty.Answer;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Codes;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a party sees and does itself, for whoever knows the dispute's number and that party's own code. Guessing is slowed down
 * at the door (decision 017).
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Parties {

    /** How a party has answered that answered here; no channel of the city's list. */
    public static final String ONLINE = "PORTAL";

    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;
    private final PartyFiles files;
    private final PartyProcess process;
    private final Mediations applications;
    private final CodeTables codes;
    private final Units units;
    private final Demands demands;
    private final Residents residents;
    private final Clock clock;

    /**
     * Whoever has a dispute asks for mediation themselves.
     *
     * @param typed the fields of {@link DisputeSheet}
     * @return its demand, whose code is that of whoever asks
     * @throws Refusal 400 with all that is wrong, by field
     */
    public Demand apply(Map<String, String> typed) {
        Map<String, String> all = new HashMap<>(typed);
        all.put("origin", "APPLICATION");
        all.put("form", "written");
        all.putIfAbsent("people", "2");
        return applications.register(DisputeSheet.read(all));
    }

    /** What a dispute can be about, by code. */
    @Transactional(readOnly = true)
    public Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        codes.choices(CodeList.DISPUTE_TYPE).forEach(entry -> types.put(entry.code(), entry.name()));
        return types;
    }

    /** Where a committee takes disputes, by code of the place. */
    @Transactional(readOnly = true)
    public Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        units.open().stream()
                .filter(unit -> unit.kind() == Unit.Kind.STREET || unit.kind() == Unit.Kind.COMMUNITY)
                .filter(unit -> units.committeeServing(unit.code()).isPresent())
                .forEach(unit -> places.put(unit.code(), units.path(unit.code())));
        return places;
    }

    /**
     * @throws Refusal 404 for a wrong number and a wrong code alike
     */
    @Transactional(readOnly = true)
    public PartyFile open(@Nullable String number, @Nullable String code) {
        Mediation mediation = mediations.findByNumber(Codes.number(number)).orElseThrow(Parties::unknown);
        Demand demand = demands.get(mediation.number());
        return files.of(mediation, demand, party(mediation, demand, code));
    }

    /** Whose code it is. The demand's code is that of whoever asked. */
    private MediationParty party(Mediation mediation, Demand demand, @Nullable String typed) {
        String code = Codes.query(typed);
        MediationParty found = null;
        for (MediationParty party : parties.findByMediationIdOrderById(mediation.id())) {
            boolean own = same(party.code(), code);
            boolean asker = party.side() == Side.A && same(demand.queryCode(), code);
            found = own || asker ? party : found;
        }
        if (found == null) {
            throw unknown();
        }
        return found;
    }

    private static boolean same(@Nullable String kept, String typed) {
        return kept != null
                && !typed.isEmpty()
                && MessageDigest.isEqual(kept.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal unknown() {
        return Refusal.notFound("编号或查询码不正确，请核对后重试");
    }

    static boolean isAskable(Demand demand, MediationParty party) {
        return demand.status() == Status.CONSENT && party.answer() == null;
    }

    /** Before it has said yes there is nothing to leave: it says no. */
    static boolean mayLeave(Demand demand, MediationParty party) {
        return demand.status().isWithdrawable() && (party.side() == Side.A || party.agrees());
    }

    /**
     * The party says itself whether it wants mediation. Who, when and how stays on record.
     *
     * @throws Refusal 409 when it is not asked now
     */
    public void answer(String number, @Nullable String code, boolean agrees) {
        Demand demand = demands.take(Codes.number(number));
        MediationParty party = party(mediation(demand), demand, code);
        if (!isAskable(demand, party)) {
            throw Refusal.conflict("现在不用答复：这件纠纷是“" + demand.status().title() + "”");
        }
        party.answers(agrees ? Answer.AGREED : Answer.DECLINED, Actor.RESIDENT.id(), ONLINE, null, clock.instant());
        demands.record(
                demand, Step.PARTY_ASKED, Actor.RESIDENT, party.side().title() + "，本人在网上答复：" + (agrees ? "同意" : "不同意"));
        process.answered(demand.number(), party.id());
    }

    /**
     * The party leaves, for no reason that it has to give (人民调解法第二十三条).
     *
     * @throws Refusal 409 once an agreement is in effect
     */
    public void leave(String number, @Nullable String code) {
        Demand demand = demands.take(Codes.number(number));
        Mediation mediation = mediation(demand);
        MediationParty party = party(mediation, demand, code);
        if (!mayLeave(demand, party)) {
            throw Refusal.conflict("这件纠纷现在是“" + demand.status().title() + "”，不能退出");
        }
        if (party.side() == Side.A) {
            residents.withdraw(demand, null);
            return;
        }
        mediation.end(Ending.ONE_LEFT);
        demand.completeAt(clock.instant());
        demands.record(
                demand, Step.TERMINATED, Actor.RESIDENT, party.side().title() + "在网上退出。" + Ending.ONE_LEFT.told());
        process.left(demand.number());
    }

    private Mediation mediation(Demand demand) {
        return mediations.findByNumber(demand.number()).orElseThrow(Parties::unknown);
    }
}
