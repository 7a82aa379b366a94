package org.ganxian.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 撤销并案: for a day, while the master is being worked on, by the dispatchers of the unit that merged (decision 049). */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UndoneMerges {

    public static final Duration WITHIN = Duration.ofHours(24);

    private final Demands demands;
    private final ManyDemands many;
    private final Orders orders;
    private final MergeProposal.Repository proposals;
    private final People people;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final Clock clock;

    /**
     * A demand beside the one that it follows.
     *
     * @param by unit and duty of whoever merged
     * @param whyNot zh-CN, null when it can be taken back
     */
    public record Merged(
            Demand demand,
            Demand master,
            Instant at,
            String by,
            @Nullable String whyNot) {}

    /**
     * What these units have merged within the time.
     *
     * @param category code, or its beginning; empty for all
     */
    @Transactional(readOnly = true)
    public Page<Merged> of(Collection<String> units, String category, boolean oldestFirst, PageRequest page) {
        Instant since = clock.instant().minus(WITHIN);
        return many.mergedSince(units, category, since, oldestFirst, page).map(demand -> {
            Demand master = demands.masterOf(demand).orElseThrow();
            TimelineEntry merged = merging(demand);
            return new Merged(
                    demand,
                    master,
                    merged.at(),
                    merged.actorTitle(),
                    whyNot(demand, master).orElse(null));
        });
    }

    /**
     * The demand leaves its master and begins its own way anew. Both stand still for it, taken in one order as by a merge.
     *
     * @throws Refusal 400 without a reason, 403 for whoever does not dispatch for the unit, 409 when it is too late
     */
    public Demand undo(String number, String reason) {
        if (reason.isBlank()) {
            throw Refusal.field("reason", "请填写撤销并案的理由，群众会看到");
        }
        Demand demand = demands.get(number);
        Actor actor = currentActor.get();
        if (demand.servingUnit() == null || !people.has(actor.id(), Duty.DISPATCHER, demand.servingUnit())) {
            throw Refusal.forbidden("只有承办单位的派单员可以撤销本单位的并案");
        }
        Demand master = demands.masterOf(demand).orElseThrow(() -> notMerged(demand));
        many.take(List.of(demand.number(), master.number()));
        // Only now do they stand still: looked at again.
        if (demand.status() != Status.MERGED
                || !Objects.equals(demand.masterId().orElse(null), master.id())) {
            throw notMerged(demand);
        }
        whyNot(demand, master).ifPresent(why -> {
            throw Refusal.conflict(why);
        });
        many.unmerge(demand, actor, "撤销并案。" + reason.strip());
        audit.record(actor, "merge-undone", demand.number());
        orders.start(demand);
        return demand;
    }

    private Optional<String> whyNot(Demand demand, Demand master) {
        if (!master.status().isOpen()) {
            return Optional.of("主件" + master.number() + "现在是“" + master.status().title() + "”，群众已随它得到答复，不能再撤销");
        } else if (merging(demand).at().isBefore(clock.instant().minus(WITHIN))) {
            return Optional.of("并案已超过 24 小时，不能再撤销。群众仍可以在查进度的页面提出不是同一件事");
        } else if (proposals
                .findFirstBySubjectOrderByIdDesc(demand.number())
                .filter(proposal -> proposal.isAgreed(master.number()))
                .isPresent()) {
            return Optional.of("这次并案经上级单位复核同意，本单位不能撤销");
        }
        return Optional.empty();
    }

    private TimelineEntry merging(Demand demand) {
        return demands.timeline(demand).stream()
                .filter(line -> line.step() == Step.MERGED)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Refusal notMerged(Demand demand) {
        return Refusal.conflict("诉求 " + demand.number() + " 现在没有并入别的诉求，请刷新后查看");
    }
}
