package org.ganxian.mediation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.AgreementSignature;
import org.ganxian.mediation.dossier.ConfirmationScope;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.MediationSession;
import org.ganxian.mediation.dossier.Sides;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 达成协议: what each owes, the text, all signatures, the seal. It is in effect by the last of these acts. */
@Component
@RequiredArgsConstructor
class Agreeing {

    /** Signs for the committee's mediators. */
    static final String MEDIATOR = "MEDIATOR";

    private static final int YEARS = 3;
    private static final String AMOUNT = "\\d{1,12}(?:\\.\\d{1,2})?";

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final Sessions sessions;
    private final MediationParty.Repository parties;
    private final MediationSession.Repository records;
    private final Agreement.Repository agreements;
    private final AgreementSignature.Repository signatures;
    private final AgreementDuty.Repository duties;

    void drafted(Given given) {
        switch (given.typed().decision()) {
            case "duty" -> {
                duties.save(duty(given));
                variables.next(given.task(), Next.DUTY);
            }
            case "drop" -> {
                drop(given);
                variables.next(given.task(), Next.DUTY);
            }
            case "written" -> {
                draft(given, null);
                variables.next(given.task(), Next.GO_ON);
            }
            case "oral" -> {
                Agreement oral = draft(given, given.chosen("oralGround", Agreement.OralGround.values(), "请选择口头的理由"));
                if (oral.oralGround() == Agreement.OralGround.PERFORMED
                        && !openDuties(given).isEmpty()) {
                    throw Refusal.field("oralGround", "还有没履行的义务，不是当场履行完毕");
                }
                oral.agreeOrally(clock.now());
                inEffect(given, oral);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    /** A slip is taken back before anybody signs it. What was agreed before is done, breached or void, so it stays. */
    private void drop(Given given) {
        duties.delete(duties.findFirstByMediationIdAndDoneAtIsNullAndBreachedAtIsNullAndVoidAtIsNullOrderByIdDesc(
                        given.mediation().id())
                .orElseThrow(() -> Refusal.field("decision", "还没有写义务，没有可以删去的")));
    }

    private List<AgreementDuty> openDuties(Given given) {
        return duties.findByMediationIdOrderByDueOnAscIdAsc(given.mediation().id()).stream()
                .filter(AgreementDuty::isOpen)
                .toList();
    }

    private AgreementDuty duty(Given given) {
        MediationParty debtor = Sides.of(parties, given.mediation(), "debtor", given.required("debtor", "请选择谁履行"));
        MediationParty creditor =
                Sides.of(parties, given.mediation(), "creditor", given.required("creditor", "请选择向谁履行"));
        if (debtor.id().equals(creditor.id())) {
            throw Refusal.field("creditor", "不能向自己履行");
        }
        return new AgreementDuty(
                given.mediation().id(),
                debtor.id(),
                creditor.id(),
                given.required("what", "请填写做什么"),
                amount(given.text("amount")),
                day(given.required("dueDate", "请填写最晚哪一天")));
    }

    private static @Nullable BigDecimal amount(@Nullable String typed) {
        if (typed == null) {
            return null;
        } else if (!typed.matches(AMOUNT)) {
            throw Refusal.field("amount", "金额写数字，最多两位小数，如 2000.50");
        }
        BigDecimal amount = new BigDecimal(typed);
        if (amount.signum() == 0) {
            throw Refusal.field("amount", "金额要大于零；不是给钱的义务，不填金额");
        }
        return amount;
    }

    private LocalDate day(String typed) {
        LocalDate day;
        try {
            day = TypedDay.parse(typed);
        } catch (DateTimeException wrong) {
            throw Refusal.field("dueDate", "日期这样写：2026-07-01");
        }
        if (day.isBefore(clock.today()) || !day.isBefore(clock.today().plusYears(YEARS))) {
            throw Refusal.field("dueDate", "履行的日子在今天以后、三年以内");
        }
        return day;
    }

    private Agreement draft(Given given, Agreement.@Nullable OralGround oral) {
        given.mediation()
                .confirmable(
                        given.text("confirmable") == null
                                ? null
                                : given.chosen("confirmable", ConfirmationScope.values(), "请选择能不能申请司法确认"));
        boolean all = records.findFirstByMediationIdOrderByIdDesc(
                        given.mediation().id())
                .map(last -> last.result() != MediationSession.Result.PARTIAL)
                .orElse(true);
        return agreements.save(new Agreement(
                given.mediation().id(),
                agreements.countByMediationId(given.mediation().id()) + 1,
                all,
                oral,
                given.required("text", "请填写协议内容"),
                given.by()));
    }

    private Agreement current(Mediation mediation) {
        return agreements.findFirstByMediationIdOrderByIdDesc(mediation.id()).orElseThrow();
    }

    /** Parties and mediator who have not signed the newest edition. */
    Set<String> unsigned(Mediation mediation) {
        Map<Long, String> sides = parties.findByMediationIdOrderById(mediation.id()).stream()
                .collect(Collectors.toMap(
                        MediationParty::id, party -> party.side().name()));
        Set<String> left = new HashSet<>(sides.values());
        agreements.findFirstByMediationIdOrderByIdDesc(mediation.id()).ifPresent(agreement -> {
            signatures
                    .findByAgreementIdOrderById(agreement.id())
                    .forEach(one -> left.remove(String.valueOf(sides.get(one.partyId()))));
            if (agreement.mediatorAt() == null) {
                left.add(MEDIATOR);
            }
        });
        return left;
    }

    void signed(Given given) {
        Mediation mediation = given.mediation();
        String signer = given.required("signer", "请选择谁");
        if (!unsigned(mediation).contains(signer)) {
            throw Refusal.field("signer", "请选择还没有签的人");
        }
        switch (given.typed().decision()) {
            case "signed" -> {
                AgreementSignature.How how = given.chosen("how", AgreementSignature.How.values(), "请选择怎样签的");
                casework.done(given.demand(), Step.AGREEMENT_SIGNED, signedBy(given, signer, how));
                variables.next(given.task(), unsigned(mediation).isEmpty() ? Next.GO_ON : Next.SIGN);
            }
            case "refused" -> {
                if (signer.equals(MEDIATOR)) {
                    throw Refusal.field("signer", "调解员不同意的，由主任盖章时退回修改");
                }
                sessions.end(given.execution(), Ending.NOT_SIGNED);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    /** @return zh-CN, who it was */
    private String signedBy(Given given, String signer, AgreementSignature.How how) {
        Agreement agreement = current(given.mediation());
        if (signer.equals(MEDIATOR)) {
            agreement.mediatorSigns(clock.now());
            return "调解员";
        }
        MediationParty party = Sides.of(parties, given.mediation(), "signer", signer);
        signatures.saveAndFlush(new AgreementSignature(agreement.id(), party.id(), how, given.by(), clock.now()));
        return party.side().title();
    }

    void sealed(Given given) {
        Agreement agreement = current(given.mediation());
        switch (given.typed().decision()) {
            case "seal" -> {
                Instant last = signatures.findByAgreementIdOrderById(agreement.id()).stream()
                        .map(AgreementSignature::signedAt)
                        .max(Instant::compareTo)
                        .orElseThrow();
                agreement.seal(given.by(), last, clock.now());
                inEffect(given, agreement);
            }
            case "return" -> {
                given.required("note", "请填写退回的理由");
                casework.done(given.demand(), Step.AGREEMENT_RETURNED, null);
                variables.next(given.task(), Next.RETURN);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    private void inEffect(Given given, Agreement agreement) {
        Demand demand = given.demand();
        demand.completeAt(clock.now());
        casework.done(
                demand,
                Step.IN_EFFECT,
                agreement.form() == Agreement.Form.ORAL ? "口头协议" : "第 %d 版".formatted(agreement.edition()));
        variables.next(given.execution(), Next.EFFECTIVE);
    }
}
