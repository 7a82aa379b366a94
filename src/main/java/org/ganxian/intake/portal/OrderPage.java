package org.ganxian.intake.portal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.Material;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.evaluation.Grade;
import org.ganxian.intake.Danger;
import org.ganxian.intake.Progress;
import org.ganxian.intake.Tracking;
import org.ganxian.intake.staged.StagedFiles;
import org.ganxian.order.Orders;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClocks;
import org.ganxian.window.Applications;
import org.ganxian.window.flow.Application;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;

/** Makes the page on which a resident follows one order and acts on it. */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OrderPage {

    /** Steps whose words answer the resident and so stand at the top of the page, not only in the timeline. */
    private static final Set<Step> SAID_TO_THE_RESIDENT = EnumSet.of(
            Step.ASKED,
            Step.REJECTED,
            Step.SENT_TO_MEDIATION,
            Step.PARTNER_DONE,
            Step.REPORTED,
            Step.SUPERVISION_CLOSED,
            Step.FINISHED_ELSEWHERE,
            Step.SUPPLEMENT_ASKED,
            Step.ANSWERED_AT_DESK,
            Step.DECIDED,
            Step.TERMINATED);

    private static final Set<Status> ANSWERED_BY_WORDS = EnumSet.of(
            Status.ASKED,
            Status.REJECTED,
            Status.SENT_TO_MEDIATION,
            Status.PARTNER_DONE,
            Status.CLOSED,
            Status.UNRATED,
            Status.RATED,
            Status.SUPERVISION_CLOSED,
            Status.FINISHED_ELSEWHERE,
            Status.SUPPLEMENTING,
            Status.DECIDED,
            Status.ISSUED,
            Status.TERMINATED);

    /** Of an application: what its applicant can do against it is no call. */
    private static final Set<Status> RESULT_IS_THERE = EnumSet.of(
            Status.DECIDED,
            Status.ISSUED,
            Status.CLOSED,
            Status.CALL_BACK,
            Status.SUPERVISED,
            Status.RATED,
            Status.UNRATED,
            Status.SETTLED,
            Status.SUPERVISION_CLOSED,
            Status.REJECTED,
            Status.TERMINATED);

    /** @param late true when the date has passed without it being met */
    record Due(String title, Instant at, boolean late, boolean provisional) {}

    /**
     * What was typed into a form of this page and not taken, with the reasons by field.
     *
     * @param sheet the key of a form with files; null for a fresh one
     */
    record Unsent(
            @Nullable String text,
            @Nullable Integer grade,
            Map<String, String> wrong,
            @Nullable String sheet) {
        static final Unsent NOTHING = new Unsent(null, null, Map.of());

        Unsent(@Nullable String text, @Nullable Integer grade, Map<String, String> wrong) {
            this(text, grade, wrong, null);
        }
    }

    /**
     * What can be supplied.
     *
     * @param others materials that are no longer missing but may be sent anew
     * @param sheet the form's key
     * @param kept files that were chosen before, by material
     */
    record Supplement(
            List<Progress.MissingMaterial> missing,
            List<Progress.MissingMaterial> others,
            String sheet,
            Map<String, List<StagedFiles.Info>> kept) {}

    private final Tracking tracking;
    private final Demands demands;
    private final Orders orders;
    private final Units units;
    private final Applications applications;
    private final StagedFiles staged;
    private final SlaClocks clocks;
    private final CurrentActor currentActor;
    private final Clock clock;

    /** The page for whoever knows the code; refusals as {@link Tracking#find}. */
    public ModelAndView show(String number, String code, Unsent unsent, HttpStatus status) {
        Demand demand = tracking.find(number, code);
        return page(demand, tracking.progress(demand), unsent, status)
                .addObject("mayAnswer", demand.status() == Status.ASKED)
                .addObject("mayRate", currentActor.staff().isEmpty() && orders.mayRate(demand))
                .addObject("forResident", currentActor.staff().isPresent())
                .addObject("mayAddPhotos", mayAddPhotos(demand))
                .addObject("mayObject", orders.mayObject(demand))
                .addObject("mayWithdraw", mayWithdraw(demand));
    }

    /** What the resident reads, without what only the resident does or holds. */
    public ModelAndView showToStaff(Demand demand) {
        return page(demand, tracking.progress(demand).forStaff(), Unsent.NOTHING, HttpStatus.OK)
                .addObject("supplement", null)
                .addObject("staff", true);
    }

    private ModelAndView page(Demand demand, Progress progress, Unsent unsent, HttpStatus status) {
        Optional<Application> application = applications.find(demand.number());
        List<Progress.Line> newestFirst = new ArrayList<>(progress.timeline());
        Collections.reverse(newestFirst);
        return new ModelAndView("portal/order", status)
                .addObject("order", progress)
                .addObject("timeline", newestFirst)
                .addObject(
                        "next",
                        application
                                .map(a -> WhatNext.after(demand.status(), a.delivery()))
                                .orElseGet(() -> WhatNext.after(demand.status())))
                .addObject(
                        "supplement",
                        application
                                .filter(a -> demand.status() == Status.SUPPLEMENTING)
                                .map(a -> supplement(a, Objects.requireNonNull(progress.missing()), unsent.sheet()))
                                .orElse(null))
                .addObject(
                        "desk",
                        application
                                .map(a -> units.get(a.desk()).name() + "便民服务中心")
                                .orElse(null))
                .addObject(
                        "itemCode",
                        application
                                .filter(a -> RESULT_IS_THERE.contains(demand.status()))
                                .map(a -> applications.itemOf(a).code())
                                .orElse(null))
                .addObject("said", said(demand, newestFirst))
                .addObject("danger", Danger.advice(demand).isPresent())
                .addObject("dues", dues(demand))
                .addObject(
                        "demoPlace", units.upwards(demand.placeCode()).stream().anyMatch(Unit::isDemo))
                .addObject("grades", Grade.values())
                .addObject("unsent", unsent);
    }

    private Supplement supplement(
            Application application, List<Progress.MissingMaterial> missing, @Nullable String typed) {
        String sheet = Objects.requireNonNullElseGet(typed, OrderForm::newKey);
        return new Supplement(
                missing,
                applications.itemOf(application).materials().stream()
                        .filter(Material::isBrought)
                        .filter(m -> missing.stream().noneMatch(x -> x.code().equals(m.code())))
                        .map(m -> new Progress.MissingMaterial(m.code(), m.name()))
                        .toList(),
                sheet,
                staged.of(sheet).stream().collect(Collectors.groupingBy(StagedFiles.Info::material)));
    }

    /** Of an order; an application has its materials. */
    private boolean mayAddPhotos(Demand demand) {
        return demand.status().isOpen() && applications.find(demand.number()).isEmpty();
    }

    /** As {@link org.ganxian.order.Orders#withdraw} decides. */
    private boolean mayWithdraw(Demand demand) {
        return demand.status().isWithdrawable()
                || demand.status() == Status.MERGED
                        && demands.masterOf(demand)
                                .filter(m -> m.status().isOpen())
                                .isPresent();
    }

    private static Progress.@Nullable Line said(Demand demand, List<Progress.Line> newestFirst) {
        return !ANSWERED_BY_WORDS.contains(demand.status())
                ? null
                : newestFirst.stream()
                        .filter(l -> SAID_TO_THE_RESIDENT.contains(Step.valueOf(l.step())))
                        .findFirst()
                        .orElse(null);
    }

    /** The dates that still matter to the resident. */
    private List<Due> dues(Demand demand) {
        List<Due> dues = new ArrayList<>();
        if (demand.status() == Status.ASKED) {
            due(demand, Milestone.ANSWER, "请在此前回答").ifPresent(dues::add);
        } else if (demand.status() == Status.SUPPLEMENTING) {
            due(demand, Milestone.ANSWER, "请在此前补齐").ifPresent(dues::add);
        } else if (demand.status() == Status.CLOSED) {
            due(demand, Milestone.RATING, "请在此前评价").ifPresent(dues::add);
        } else if (demand.status().isOpen() && demand.priority() != null) {
            if (demand.firstResponseAt().isEmpty()) {
                due(demand, Milestone.FIRST_CONTACT, "最晚联系您").ifPresent(dues::add);
            }
            due(demand, Milestone.COMPLETION, "最晚办结").ifPresent(dues::add);
            due(demand, Milestone.ACCEPTANCE, "最晚答复是否受理").ifPresent(dues::add);
            due(demand, Milestone.DECISION, "最晚作出决定").ifPresent(dues::add);
            due(demand, Milestone.ISSUE, "最晚送达").ifPresent(dues::add);
        }
        return dues;
    }

    private Optional<Due> due(Demand demand, Milestone step, String title) {
        return clocks.running(demand.number(), step)
                .map(c -> new Due(
                        title,
                        c.dueAt(),
                        c.pausedAt().isEmpty() && c.dueAt().isBefore(clock.instant()),
                        c.isProvisional()));
    }
}
