package org.ganxian.order;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.engine.RunningCases;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Codes;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 并案. A unit merges its orders alone, but not a complaint about staff or units, nor a demand whose resident has said
 * that it is another matter: there somebody of another unit decides, see decision 022.
 */
@Component
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class Merges {

    private final MergeProposal.Repository proposals;
    private final Demands demands;
    private final ManyDemands many;
    private final RunningCases cases;
    private final Casework casework;
    private final OrderGroups groups;
    private final OrderClock orderClock;
    private final Audit audit;

    /**
     * Merges as the form says, or proposes it where the unit may not decide alone.
     *
     * @param demand not taken yet
     * @return whether it is merged
     * @throws Refusal 400 for a demand that the unit does not have, 409 when it cannot be followed
     */
    boolean mergeOrPropose(Demand demand, FormInput typed) {
        Demand master = masterFor(demand, typed);
        String note = typed.text("note");
        boolean alone = groups.isOutside(demand, casework.actor().id())
                || !needsAnotherEye(demand) && many.followersOf(demand).stream().noneMatch(this::needsAnotherEye);
        if (alone) {
            merge(demand, master, note);
        } else {
            propose(demand, master, note);
        }
        return alone;
    }

    private Demand masterFor(Demand demand, FormInput typed) {
        String number = Codes.number(typed.required("master", "请选择或填写要并入的诉求编号"));
        return demands.find(number)
                .filter(m -> OrderGroups.unitOf(demand).equals(m.servingUnit()))
                .orElseThrow(() -> Refusal.field("master", "您单位没有编号为 " + number + " 的诉求"));
    }

    private boolean needsAnotherEye(Demand demand) {
        return Complaints.isOne(demand) || demands.hasObjected(demand);
    }

    /** As {@link Demands#merge}, into another order alone: cases of other flows never let their followers go. */
    private void merge(Demand demand, Demand master, @Nullable String reason) {
        Actor actor = casework.actor();
        List<Demand> merged = demands.merge(demand, master, actor, reason);
        // All stand still by now.
        if (cases.processOf(master.number()).filter(OrderVariables.FLOW::equals).isEmpty()) {
            throw Refusal.conflict("只能并入一件群众点单，" + master.number() + " 不是");
        } else if (!groups.isOutside(demand, actor.id()) && merged.stream().anyMatch(this::needsAnotherEye)) {
            throw Refusal.conflict("其中有投诉，或者群众提出过不是同一件事的诉求，要由上级单位复核，请刷新后重试");
        }
    }

    private void propose(Demand demand, Demand master, @Nullable String note) {
        Demand taken = casework.of(demand.number());
        if (master.id().equals(taken.id())
                || master.masterId().isPresent()
                || !master.status().isOpen()) {
            throw Refusal.conflict("只能合并到一件未办结、且自身未被合并的诉求");
        }
        casework.done(taken, Step.MERGE_PROPOSED, "拟并入 " + master.number() + (note == null ? "" : "。" + note));
        proposals.save(new MergeProposal(
                taken.number(), master.number(), casework.actor().id(), orderClock.now()));
        casework.tell(
                groups.reviewersOf(taken), taken, "MERGE_REVIEW", "请复核合并 %s", "承办单位提请合并一件投诉，或者群众有异议的诉求，请在“并案复核”里决定。");
    }

    /**
     * Another unit agrees: merged.
     *
     * @param demand not taken yet
     * @throws Refusal 409 when the master cannot be followed any more
     */
    void agree(Demand demand, @Nullable String note) {
        MergeProposal proposal = proposal(demand);
        Demand master = demands.get(proposal.master());
        merge(demand, master, "经上级单位复核" + (note == null ? "" : "。" + note));
        decide(demand, proposal, true);
    }

    private void decide(Demand demand, MergeProposal proposal, boolean agree) {
        Actor actor = casework.actor();
        proposal.decide(agree, actor.id(), orderClock.now());
        audit.record(actor, agree ? "merge-agreed" : "merge-refused", demand.number());
    }

    /** Another unit does not agree: the demand is accepted and served on its own. */
    void refuse(Demand demand, String why) {
        decide(demand, proposal(demand), false);
        casework.done(casework.of(demand.number()), Step.ACCEPTED, "经上级单位复核，不合并，单独办理。" + why);
    }

    /** zh-CN why this person may not decide on the merge that was proposed; empty when they may. */
    Optional<String> whyNotDecide(Demand demand, String username) {
        if (proposal(demand).proposedBy().equals(username)) {
            return Optional.of("提请合并的人不能复核");
        }
        return groups.isOutside(demand, username) ? Optional.empty() : Optional.of("承办单位的人不能复核本单位提请的合并");
    }

    private MergeProposal proposal(Demand demand) {
        return proposals.findFirstBySubjectOrderByIdDesc(demand.number()).orElseThrow();
    }

    /** Those who have it now, and whoever merged it, hear that its resident does not agree. */
    void tellOfObjection(Demand demand) {
        Set<String> whom = new LinkedHashSet<>(groups.inCharge(demand));
        demands.timeline(demand).stream()
                .filter(line -> line.step() == Step.MERGED)
                .reduce((earlier, later) -> later)
                .map(TimelineEntry::actorId)
                // Whoever said 也是我的 themselves is no colleague.
                .filter(who -> !who.equals(Actor.SYSTEM.id()) && !who.equals(Actor.RESIDENT.id()))
                .ifPresent(whom::add);
        casework.tell(whom, demand, "OBJECTION", "诉求 %s 已恢复单独办理", "群众提出不是同一件事，请重新审核。再次合并要由上级单位复核。");
    }
}
