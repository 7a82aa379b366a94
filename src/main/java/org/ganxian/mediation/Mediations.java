package org.ganxian.mediation;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.casework.CaseMessages;
import org.ganxian.casework.Casework;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.dossier.Sides;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Codes;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Disputes at their doors: taken in, found, read by those who may, ended or reported as dangerous from wherever they stand.
 * Each is one transaction over rows and engine.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Mediations {

    private static final String SHOWN = "mediation-shown";
    private static final String ENDED = "mediation-ended";
    private static final String REPLACED = "mediation-mediator-replaced";
    private static final String CODE_GIVEN = "mediation-code-given";
    private static final String ALARMED = "mediation-danger-reported";

    /** A line of a list: nobody's name and nothing that was said. */
    public record Line(String number, String type, String committee, Status status) {}

    private final DisputeRules rules;
    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;
    private final MediationReaders readers;
    private final MediationFiles files;
    private final Seats seats;
    private final Casework casework;
    private final CaseMessages messages;
    private final MediationVariables variables;
    private final MediationClock clock;
    private final DangerWords words;
    private final RuntimeService runtime;
    private final CurrentActor current;
    private final Audit audit;

    /**
     * Takes a dispute in and starts its process.
     *
     * @return its demand, with number and query code
     * @throws Refusal with all that is wrong, by field
     */
    public Demand register(NewMediation filed) {
        return register(filed, null);
    }

    /** @param from the order that it was before: its resident asked on that day, and its code is theirs already */
    Demand register(NewMediation filed, @Nullable Demand from) {
        Unit committee = rules.checked(filed);
        Demand demand = rules.demand(filed, committee);
        Instant appliedAt = from == null ? demand.receivedAt() : from.receivedAt();
        Mediation mediation = mediations.save(new Mediation(demand.number(), filed, committee.code(), appliedAt));
        List<NewParty> all = filed.parties();
        for (int i = 0; i < all.size(); i++) {
            MediationParty party =
                    parties.save(new MediationParty(mediation.id(), Side.values()[i], rules.written(all.get(i))));
            if (party.side() == Side.A) {
                party.giveCode(from == null ? demand.queryCode() : from.queryCode(), clock.now());
            }
        }
        if (from != null) {
            mediation.cameFrom(from.number());
        }
        messages.start(demand.number(), MediationMessages.REGISTERED);
        if (words.tellOfDanger(filed.claim(), filed.facts())) {
            alarm(demand.number());
        }
        return demand;
    }

    /** Those of the logged-in person's committees, and those that they mediate. */
    @Transactional(readOnly = true)
    public Page<Line> mine(boolean over, String type, Pageable page) {
        Set<Status> statuses = EnumSet.allOf(Status.class);
        statuses.removeIf(status -> status.isFinal() != over);
        return mediations
                .shown(readers.committees(), current.username().orElse(""), statuses, type, page)
                .map(files::line);
    }

    /**
     * All of a case, for its mediators, the committee's secretary and head. Each look is on record.
     *
     * @throws Refusal 404 for everybody else, as for a number that there is not
     */
    public MediationFile open(String number) {
        Mediation mediation = readers.require(number);
        audit.record(current.get(), SHOWN, number);
        return files.of(mediation, true);
    }

    /**
     * What stands beside a task's form: all for who may read the case; whom to call, for whoever holds the revisit or handles a
     * danger. Empty for everybody else and for what is no mediation.
     */
    public Optional<MediationFile> beside(String number, boolean holdsTask) {
        return mediations.findByNumber(number).flatMap(mediation -> {
            boolean reads = readers.mayRead(mediation);
            if (!reads && !(holdsTask && readers.isToCall(mediation))) {
                return Optional.empty();
            }
            if (audit.count(current.get(), SHOWN, number) == 0) {
                audit.record(current.get(), SHOWN, number);
            }
            return Optional.of(files.of(mediation, reads));
        });
    }

    /**
     * A party has left, sued or deceived: it is over, from wherever it stands before an agreement is in effect.
     *
     * @throws Refusal 409 afterwards
     */
    public void end(String number, Ending why) {
        Mediation mediation = readers.require(number);
        if (!Ending.AT_ANY_TIME.contains(why)) {
            throw Refusal.field("why", "请选择终止的原因");
        }
        Demand demand = casework.of(number);
        if (!demand.status().isWithdrawable()) {
            throw Refusal.conflict("这件调解现在是“" + demand.status().title() + "”，不能终止");
        }
        mediation.end(why);
        demand.completeAt(clock.now());
        casework.done(demand, Step.TERMINATED, why.told());
        messages.tell(number, MediationMessages.ENDED);
        audit.record(current.get(), ENDED, number);
    }

    /**
     * Whoever presides cannot go on: the committee's head takes them off the case and names another, whom the parties hear.
     *
     * @throws Refusal 403 for others, 409 where nobody mediates
     */
    public void replaceMediator(String number) {
        Mediation mediation = readers.require(number);
        if (!readers.isHead(mediation)) {
            throw Refusal.forbidden("只有调委会主任可以另行指定调解员");
        }
        Demand demand = casework.of(number);
        if (!Seats.isReplaceable(demand.status())) {
            throw Refusal.conflict("这件调解现在是“" + demand.status().title() + "”，没有要更换的调解员");
        }
        seats.vacate(mediation);
        messages.tell(number, MediationMessages.MEDIATOR_LEFT, MediationMessages.OF_AN_OLDER_DIAGRAM);
        audit.record(current.get(), REPLACED, number);
    }

    /**
     * A party gets a query code of its own, to be read out or handed over once; the one before opens nothing any more.
     *
     * @return twelve digits
     * @throws Refusal 409 for a case that is over
     */
    public String giveCode(String number, String side) {
        Mediation mediation = readers.require(number);
        Demand demand = casework.of(number);
        if (demand.status().isFinal()) {
            throw Refusal.conflict("这件纠纷已经结束，不再发查询码");
        }
        MediationParty party = Sides.of(parties, mediation, "side", side);
        String code = Codes.freshQuery();
        party.giveCode(code, clock.now());
        casework.done(demand, Step.CODE_CHANGED, "发给" + party.side().title() + "本人");
        audit.record(current.get(), CODE_GIVEN, number + " " + side);
        return code;
    }

    /**
     * 激化: the duty desk is called at once and all else stops.
     *
     * @throws Refusal 409 when it is called already, or nothing is left to stop
     */
    public void report(String number) {
        readers.require(number);
        Demand demand = casework.of(number);
        if (!MediationFiles.isAlarmable(demand.status())) {
            throw Refusal.conflict("这件调解现在是“" + demand.status().title() + "”，请直接拨打 110");
        }
        alarm(number);
        audit.record(current.get(), ALARMED, number);
    }

    private void alarm(String number) {
        current.asSystem(() -> {
            runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(number)
                    .processDefinitionKey(MediationVariables.FLOW)
                    .list()
                    .forEach(instance -> variables.danger(runtime, instance.getId()));
            return null;
        });
    }
}
