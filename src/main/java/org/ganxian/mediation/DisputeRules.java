package org.ganxian.mediation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PersonName;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a request has to be like before it is taken in, and the demand that says nothing of it. */
@Component
class DisputeRules {

    /** Whatever the city's own list of sources has. */
    static final String FROM_AN_ORDER = "ORDER";

    static final int FACTS = 1_500;
    static final int CLAIM = 500;
    private static final int NAME = 60;
    private static final int MOST_PEOPLE = 100_000;

    private final CodeTables codes;
    private final Units units;
    private final Demands demands;
    private final PhoneNumbers phones;
    private final CurrentActor current;
    private final String category;

    DisputeRules(
            CodeTables codes,
            Units units,
            Demands demands,
            PhoneNumbers phones,
            CurrentActor current,
            @Value("${ganxian.mediation.category}") String category) {
        this.codes = codes;
        this.units = units;
        this.demands = demands;
        this.phones = phones;
        this.current = current;
        this.category = category;
    }

    /**
     * The committee that it goes to.
     *
     * @throws Refusal 400 with all that is wrong
     */
    Unit checked(NewMediation filed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (codes.choice(CodeList.DISPUTE_TYPE, filed.disputeType()).isEmpty()) {
            wrong.put("disputeType", "请选择纠纷类型");
        }
        if (!filed.origin().equals(FROM_AN_ORDER)
                && codes.choice(CodeList.DISPUTE_SOURCE, filed.origin()).isEmpty()) {
            wrong.put("origin", "请选择纠纷来源");
        }
        text(wrong, "facts", filed.facts(), FACTS, "请填写纠纷的经过");
        text(wrong, "claim", filed.claim(), CLAIM, "请填写申请人的请求");
        if (filed.people() < 2 || filed.people() > MOST_PEOPLE) {
            wrong.put("people", "涉及的人数至少 2 人");
        }
        parties(wrong, filed.parties());
        Unit committee = units.openPlace(filed.place())
                .flatMap(place -> units.committeeServing(place.code()))
                .orElse(null);
        if (committee == null) {
            wrong.put("place", "请选择地点；这个地点和它的上级没有调委会的，不能登记");
        }
        if (committee == null || !wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        return committee;
    }

    private void parties(Map<String, String> wrong, List<NewParty> parties) {
        if (parties.size() < 2 || parties.size() > Side.values().length) {
            wrong.put("nameA", "请填写甲方和乙方");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(parties.size(), Side.values().length); i++) {
            String side = Side.values()[i].name();
            NewParty party = parties.get(i);
            // As it is kept: what is invisible is no name, and two ways of writing one are one.
            String name = PersonName.of(party.name());
            text(wrong, "name" + side, name == null ? null : party.name(), NAME, "请填写姓名或单位名称");
            if (name != null && !names.add(name)) {
                wrong.put("name" + side, "两方不能是同一个人");
            }
            if (party.guardian() != null) {
                text(wrong, "guardian" + side, party.guardian(), NAME, "");
            }
            if (phones.own(party.phone()).isEmpty()) {
                wrong.put("phone" + side, PhoneNumbers.HINT);
            }
        }
    }

    private static void text(
            Map<String, String> wrong, String field, @Nullable String text, int longest, String missing) {
        if (text == null || text.isBlank()) {
            wrong.put(field, missing);
        } else if (!Texts.isReadable(text)) {
            wrong.put(field, "文字含有不可见的控制字符，请删除后重试");
        } else if (Texts.length(text) > longest) {
            wrong.put(field, "不能超过 %d 字，现有 %d 字".formatted(longest, Texts.length(text)));
        }
    }

    /** As it is kept. */
    NewParty written(NewParty party) {
        return new NewParty(
                party.kind(),
                Objects.requireNonNull(PersonName.of(party.name()), "checked before"),
                phones.own(party.phone())
                        .map(PhoneNumbers.Written::canonical)
                        .orElseThrow(() -> Refusal.invalid(PhoneNumbers.HINT)),
                PersonName.of(party.guardian()));
    }

    /** Type and place, and nobody's name: this is what managers and lists show. */
    Demand demand(NewMediation filed, Unit committee) {
        String what = "人民调解：" + codes.name(CodeList.DISPUTE_TYPE, filed.disputeType());
        Demand demand = demands.register(
                new NewDemand(
                        what,
                        category,
                        what + "。内容只由" + committee.name() + "办理本案的人查看。",
                        filed.place(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        current.username().isPresent() ? Source.DESK : Source.PORTAL,
                        null,
                        null,
                        current.username().orElse(null),
                        null),
                current.forResident());
        demand.keepConfidential();
        return demand;
    }
}
