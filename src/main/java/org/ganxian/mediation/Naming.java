package org.ganxian.mediation;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.mediation.dossier.Sides;
import org.ganxian.mediation.joint.CoCommittees;
import org.ganxian.mediation.waiver.WaiverSection;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 确定调解员: the parties' common choice, else the head's; free of ties, and heard by the parties. */
@Component
@RequiredArgsConstructor
class Naming {

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationGroups groups;
    private final MediationParty.Repository parties;
    private final PanelMember.Repository panels;
    private final WaiverSection waivers;
    private final CoCommittees coCommittees;

    void chosen(Given given) {
        switch (given.typed().decision()) {
            case "chosen" -> {
                name(given, true);
                variables.next(given.task(), Next.GO_ON);
            }
            case "none" -> {
                casework.done(given.demand(), Step.MEDIATOR_NAMED, "没有共同选定，由主任指定");
                clock.start(given.execution(), given.demand(), Milestone.APPOINTMENT);
                variables.next(given.task(), Next.APPOINT);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        clock.stop(given.demand(), Milestone.CHOICE);
    }

    void appointed(Given given) {
        name(given, false);
        clock.stop(given.demand(), Milestone.APPOINTMENT);
        variables.next(given.task(), Next.GO_ON);
    }

    private void name(Given given, boolean byParties) {
        Mediation mediation = given.mediation();
        String presiding = groups.named(mediation, "mediator", given.required("mediator", "请选择主持调解员"));
        String assistant = given.text("assistant");
        if (assistant != null && groups.named(mediation, "assistant", assistant).equals(presiding)) {
            throw Refusal.field("assistant", "协同调解员不能是主持调解员本人");
        }
        List<String> others = coCommittees.named(mediation);
        replaceAll(mediation, null);
        add(given, presiding, true, byParties);
        if (assistant != null) {
            add(given, assistant, false, byParties);
        }
        others.forEach(other -> add(given, other, false, false));
        variables.unmanned(given.execution(), false);
        casework.done(
                given.demand(),
                Step.MEDIATOR_NAMED,
                (byParties ? "各方共同选定" : "主任指定")
                        + (assistant == null ? "" : "，一名主持、一名协同")
                        + (others.isEmpty() ? "" : "，联合调解的 %d 名".formatted(others.size())));
        clock.start(given.execution(), given.demand(), Milestone.DECLARATION);
    }

    private void add(Given given, String username, boolean presiding, boolean byParties) {
        panels.save(new PanelMember(given.mediation().id(), username, presiding, byParties, given.by(), clock.now()));
    }

    /** @param why null for nothing that a party has said against them: they may be named again */
    private void replaceAll(Mediation mediation, @Nullable String why) {
        groups.panel(mediation).forEach(member -> member.replace(why, clock.now()));
    }

    void declared(Given given) {
        Demand demand = given.demand();
        PanelMember me = groups.panel(given.mediation()).stream()
                .filter(member -> member.username().equals(given.by()))
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("您不是这件纠纷的调解员"));
        switch (given.typed().decision()) {
            case "free" -> {
                me.declare(null, clock.now());
                casework.done(demand, Step.INTEREST_DECLARED, "没有应当回避的情形，接受");
            }
            case "disclose" -> {
                if (!waivers.isAllowed()) {
                    throw Refusal.field("decision", "本市没有开放各方书面放弃回避，请选择回避");
                }
                me.disclose(given.chosen("ground", PanelMember.Conflict.values(), "请选择回避的情形"), clock.now());
                casework.done(demand, Step.INTEREST_DECLARED, "有应当回避的情形，已披露，由各方书面决定");
            }
            case "conflict" -> {
                me.declare(given.chosen("ground", PanelMember.Conflict.values(), "请选择回避的情形"), clock.now());
                casework.done(demand, Step.INTEREST_DECLARED, "有应当回避的情形，回避");
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        boolean all = groups.panel(given.mediation()).stream().allMatch(member -> member.declaredAt() != null);
        if (all) {
            allDeclared(given);
        }
    }

    private void allDeclared(Given given) {
        Demand demand = given.demand();
        boolean free = groups.panel(given.mediation()).stream().noneMatch(PanelMember::stepsBack);
        clock.stop(demand, Milestone.DECLARATION);
        clock.start(given.execution(), demand, free ? Milestone.DECLARATION : Milestone.APPOINTMENT);
        variables.next(given.execution(), free ? Next.GO_ON : Next.APPOINT);
    }

    void objectionsHeard(Given given) {
        Demand demand = given.demand();
        Mediation mediation = given.mediation();
        switch (given.typed().decision()) {
            case "none" -> {
                if (isDisclosed(mediation)) {
                    throw Refusal.field("decision", "有调解员披露了应当回避的情形：须各方都书面同意，否则请选择有异议");
                }
                casework.done(demand, Step.PANEL_READY, null);
                variables.next(given.task(), Next.GO_ON);
            }
            case "waived" -> waived(given, demand, mediation);
            case "objected" -> objected(given, demand, mediation);
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        clock.stop(demand, Milestone.DECLARATION);
    }

    private boolean isDisclosed(Mediation mediation) {
        return groups.panel(mediation).stream().anyMatch(member -> member.disclosure() != null);
    }

    /** One party alone cannot: the other one is who the tie would harm. */
    private void waived(Given given, Demand demand, Mediation mediation) {
        if (!isDisclosed(mediation)) {
            throw Refusal.field("decision", "没有调解员披露应当回避的情形，请选择没有异议");
        } else if (!"ALL".equals(given.required("waivedBy", "请选择哪些当事人书面同意"))) {
            throw Refusal.field("waivedBy", "须各方都书面同意；有一方不同意的，请选择有异议，另行指定");
        }
        parties.findByMediationIdOrderById(mediation.id()).forEach(party -> party.waives(clock.now()));
        casework.done(demand, Step.PANEL_READY, "各方都书面同意仍由其调解");
        variables.next(given.task(), Next.GO_ON);
    }

    /** Replaced once; who then objects again, without a common choice, does not want to (法释〔2021〕12号). */
    private void objected(Given given, Demand demand, Mediation mediation) {
        MediationParty party = Sides.of(parties, mediation, "party", given.required("party", "请选择谁提出异议"));
        casework.done(demand, Step.OBJECTED_TO_MEDIATOR, party.side().title());
        String note = given.text("note");
        replaceAll(mediation, note == null ? "当事人有异议" : note);
        if (mediation.objectedTo() > 1) {
            mediation.end(Ending.OBJECTED);
            demand.completeAt(clock.now());
            casework.happened(demand, Step.DECLINED, Ending.OBJECTED.told());
            variables.next(given.task(), Next.END);
        } else {
            clock.start(given.execution(), demand, Milestone.APPOINTMENT);
            variables.next(given.task(), Next.APPOINT);
        }
    }
}
