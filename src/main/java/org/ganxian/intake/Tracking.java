package org.ganxian.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachment;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.document.Document;
import org.ganxian.organization.Units;
import org.ganxian.platform.Codes;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClocks;
import org.ganxian.window.Applications;
import org.ganxian.window.flow.Application;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a resident who knows number and query code may see. Guessing codes is slow: see decision 017. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Tracking {

    private static final int NUMBER_LENGTH = 24;

    /** While a material that is missing can still be brought. */
    private static final Set<Status> BEFORE_ACCEPTANCE =
            EnumSet.of(Status.REGISTERED, Status.ACCEPTING, Status.SUPPLEMENTING);

    /** Steps in which the master's resident speaks: no follower sees them. */
    private static final Set<Step> OF_THE_OTHER_RESIDENT = EnumSet.of(
            Step.REGISTERED,
            Step.ASKED,
            Step.ANSWERED,
            Step.RATED,
            Step.BADLY_RATED,
            Step.BADLY_RATED_THERE,
            Step.FOLLOWER_RATED,
            Step.WITHDRAWN,
            Step.UPLOADED,
            Step.CODE_CHANGED);

    /** Steps whose texts are an answer to everybody; other texts of a master may repeat what its resident said. */
    private static final Set<Step> SAID_TO_ALL = EnumSet.of(
            Step.ROUTED,
            Step.ACCEPTED,
            Step.REJECTED,
            Step.DISPATCHED,
            Step.REPORTED,
            Step.CLOSED,
            Step.TRANSFERRED,
            Step.SUPERVISION_CLOSED);

    private final Demands demands;
    private final Categories categories;
    private final Units units;
    private final Attachments attachments;
    private final SlaClocks clocks;
    private final Applications applications;
    private final WrongCodes wrongCodes;

    /**
     * The demand of a number, for whoever knows its code.
     *
     * @throws Refusal 400 without a code, 404 for a wrong number or code, 429 after too many wrong codes
     */
    @Transactional(readOnly = true)
    public Demand find(String number, @Nullable String code) {
        if (code == null || code.isBlank()) {
            throw Refusal.field("code", "请填写查询码");
        }
        String asked = Codes.number(number);
        if (asked.length() > NUMBER_LENGTH) {
            return demands.track(null, null);
        }
        return wrongCodes.guarded(asked, () -> demands.track(asked, code));
    }

    /** How far it is; same refusals as {@link #find}. */
    @Transactional(readOnly = true)
    public Progress progress(String number, @Nullable String code) {
        return progress(find(number, code));
    }

    /** How far a demand is, for whoever has shown that they may know it. */
    @Transactional(readOnly = true)
    public Progress progress(Demand demand) {
        Optional<Demand> master = demands.masterOf(demand);
        Optional<Application> application = applications.find(demand.number());
        List<Progress.Line> timeline = new ArrayList<>();
        List<TimelineEntry> own = demands.timeline(demand);
        own.stream()
                .filter(e -> e.step().isToldTo(demand))
                .map(e -> line(e, e.text(), null))
                .forEach(timeline::add);
        master.ifPresent(m -> {
            Instant merged = own.stream()
                    .filter(e -> e.step() == Step.MERGED)
                    .map(TimelineEntry::at)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            demands.timeline(m).stream()
                    .filter(e -> !e.at().isBefore(merged))
                    .filter(e -> !e.step().isInternal() && !OF_THE_OTHER_RESIDENT.contains(e.step()))
                    .map(e -> line(e, SAID_TO_ALL.contains(e.step()) ? e.text() : null, true))
                    .forEach(timeline::add);
        });
        return new Progress(
                demand.number(),
                demand.title(),
                demand.status().name(),
                demand.status().title(),
                demand.priority() == null ? null : demand.priority().title(),
                String.join(" / ", categories.path(demand.categoryCode())),
                demand.placeCode() == null ? null : units.path(demand.placeCode()),
                demand.receivedAt(),
                demand.firstResponseDue(),
                demand.completionDue(),
                clocks.isProvisional(
                        demand.number(),
                        Milestone.FIRST_CONTACT,
                        Milestone.COMPLETION,
                        Milestone.ACCEPTANCE,
                        Milestone.DECISION,
                        Milestone.ISSUE),
                master.map(Demand::number).orElse(null),
                master.map(m -> m.status().title()).orElse(null),
                attachments.of(demand).stream()
                        .map(p -> new Progress.Photo(p.id(), p.mediaType(), p.isResidents()))
                        .toList(),
                application.map(a -> applications.itemOf(a).name()).orElse(null),
                application.map(this::papers).orElse(null),
                application.map(a -> missing(demand, a)).orElse(null),
                application
                        .flatMap(Application::pickupCode)
                        .filter(c -> demand.status() == Status.ISSUED)
                        .orElse(null),
                timeline);
    }

    private List<Progress.Paper> papers(Application application) {
        return applications.documents(application).stream()
                .map(d -> new Progress.Paper(d.id(), d.title(), d.serial(), d.issuedAt()))
                .toList();
    }

    private List<Progress.MissingMaterial> missing(Demand demand, Application application) {
        return BEFORE_ACCEPTANCE.contains(demand.status())
                ? applications.missing(application).stream()
                        .map(m -> new Progress.MissingMaterial(m.code(), m.name()))
                        .toList()
                : List.of();
    }

    private static Progress.Line line(TimelineEntry entry, @Nullable String text, @Nullable Boolean following) {
        return new Progress.Line(
                entry.at(), entry.step().name(), entry.step().title(), entry.actorTitle(), text, following);
    }

    /** A photo of the demand; same refusals as {@link #find}, and 404 for a photo of another demand. */
    @Transactional
    public Attachment photo(String number, String code, Long id) {
        return attachments.get(find(number, code), id);
    }

    /** A document of the application; same refusals as {@link #find}, and 404 for a document of another one. */
    @Transactional(readOnly = true)
    public Document document(String number, String code, Long id) {
        return applications
                .find(find(number, code).number())
                .map(a -> applications.document(a, id))
                .orElseThrow(() -> Refusal.notFound("没有这份文书"));
    }
}
