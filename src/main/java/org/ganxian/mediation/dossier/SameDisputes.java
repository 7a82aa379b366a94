package org.ganxian.mediation.dossier;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Status;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;

/**
 * Open cases that may be the same dispute: a party has the same telephone number. Nobody types what is looked for, nothing of it is kept,
 * and of the other case no name and no word is told. Not by the address: it joins strangers.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SameDisputes {

    private static final int MOST = 5;
    private static final Set<Status> OVER =
            Arrays.stream(Status.values()).filter(Status::isFinal).collect(Collectors.toUnmodifiableSet());

    /**
     * Another case.
     *
     * @param said zh-CN: number, type, committee and how many of its parties have the same telephone
     */
    public record Same(String number, String said) {}

    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;
    private final CodeTables codes;
    private final Units units;

    /** Most parties in common first; at most five. */
    public List<Same> of(Mediation mediation) {
        Set<String> phones = parties.findByMediationIdOrderById(mediation.id()).stream()
                .map(MediationParty::phone)
                .collect(Collectors.toSet());
        Map<Long, Long> common = parties.ofOthers(mediation.id(), OVER).stream()
                .filter(party -> phones.contains(party.phone()))
                .collect(Collectors.groupingBy(MediationParty::mediationId, TreeMap::new, Collectors.counting()));
        return common.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .limit(MOST)
                .map(entry -> said(mediations.findById(entry.getKey()).orElseThrow(), entry.getValue()))
                .toList();
    }

    private Same said(Mediation other, long common) {
        return new Same(
                other.number(),
                "%s（%s，%s，%d 方电话相同）"
                        .formatted(
                                other.number(),
                                codes.name(CodeList.DISPUTE_TYPE, other.disputeType()),
                                units.find(other.committee()).map(Unit::name).orElse("调委会"),
                                common));
    }
}
