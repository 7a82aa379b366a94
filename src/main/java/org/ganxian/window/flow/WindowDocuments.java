package org.ganxian.window.flow;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.document.Document;
import org.ganxian.document.DocumentFacts;
import org.ganxian.document.DocumentKind;
import org.ganxian.document.Documents;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.settings.PublicAddress;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the documents of an application say. */
@Component
public class WindowDocuments {

    private final Documents documents;
    private final DepartmentOpinion.Repository opinions;
    private final ServiceItems items;
    private final Units units;
    private final CurrentActor currentActor;
    private final SlaClocks clocks;
    private final PublicAddress publicAddress;
    private final Clock clock;

    WindowDocuments(
            Documents documents,
            DepartmentOpinion.Repository opinions,
            ServiceItems items,
            Units units,
            CurrentActor currentActor,
            SlaClocks clocks,
            PublicAddress publicAddress,
            Clock clock) {
        this.documents = documents;
        this.opinions = opinions;
        this.items = items;
        this.units = units;
        this.currentActor = currentActor;
        this.clocks = clocks;
        this.publicAddress = publicAddress;
        this.clock = clock;
    }

    void acceptance(Application application, List<String> received, Instant deadline) {
        ServiceItem item = itemOf(application);
        String days = "本事项法定期限 %d 个工作日，承诺期限 %d 个工作日。".formatted(item.statutoryDays(), item.promisedDays());
        issue(
                DocumentKind.ACCEPTANCE,
                application,
                fromDesk(application)
                        .deadline(deadline)
                        .deemed(application.isDeemed())
                        .materials(received)
                        .note(days));
    }

    /** @param until when the applicant has to bring it */
    void supplement(Application application, List<String> missing, Instant until) {
        issue(
                DocumentKind.SUPPLEMENT,
                application,
                fromDesk(application)
                        .deadline(until)
                        .reason(application.missing())
                        .materials(missing));
    }

    void nonAcceptance(Application application) {
        issue(
                DocumentKind.NON_ACCEPTANCE,
                application,
                fromDesk(application)
                        .reason(application.reason()
                                + (application.whereInstead() == null
                                        ? ""
                                        : "\n可以向以下单位提出：" + application.whereInstead()))
                        .reviewBody(reviewBody(application.desk())));
    }

    /** What the desk answers at once, which is the decision. */
    void answer(Application application) {
        issue(DocumentKind.ON_THE_SPOT, application, fromDesk(application).reason(application.reason()));
    }

    /** @param until when it will be decided now */
    void extension(Application application, int workingDays, Instant until) {
        issue(
                DocumentKind.EXTENSION,
                application,
                fromDeciders(application)
                        .deadline(until)
                        .workingDays(workingDays)
                        .reason(application.extensionReason()));
    }

    /**
     * @param workingDays how long it will take, which is not counted
     * @param arranged what the handler says of it
     * @param time when and where it will be; null while that is not settled
     */
    void hearing(
            Application application, int workingDays, String arranged, @Nullable String time, @Nullable String place) {
        issue(
                DocumentKind.HEARING,
                application,
                fromDeciders(application)
                        .workingDays(workingDays)
                        .reason(arranged)
                        .hearingTime(time)
                        .hearingPlace(place));
    }

    /** @param workingDays how long it will take, which is not counted */
    void expertReview(Application application, int workingDays, String arranged) {
        issue(
                DocumentKind.EXPERT_REVIEW,
                application,
                fromDeciders(application).workingDays(workingDays).reason(arranged));
    }

    void decision(Application application) {
        DocumentFacts.DocumentFactsBuilder facts = fromDeciders(application).reason(application.reason());
        if (!application.isGranted()) {
            facts.reviewBody(reviewBody(lead(application)));
        }
        issue(DocumentKind.DECISION, application, facts);
    }

    void termination(Application application) {
        issue(
                DocumentKind.TERMINATION,
                application,
                fromDeciders(application).reason(application.reason()).reviewBody(reviewBody(lead(application))));
    }

    void delivery(Application application, String how) {
        issue(
                DocumentKind.DELIVERY,
                application,
                fromDesk(application)
                        .materials(documents.of(application.number()).stream()
                                .filter(d -> d.kind() == DocumentKind.DECISION)
                                .map(d -> d.title() + "（" + d.serial() + "）")
                                .toList())
                        .delivery(how));
    }

    private void issue(DocumentKind kind, Application application, DocumentFacts.DocumentFactsBuilder said) {
        ServiceItem item = itemOf(application);
        DocumentFacts facts = said.number(application.number())
                .applicant(application.applicant())
                .identity(
                        kind.isIdentifying()
                                ? application.idNumber().map(Masks::idNumber).orElse(null)
                                : null)
                .item(item.name())
                .itemCode(item.code())
                .legalBasis(item.legalBasis())
                .receivedAt(application.receivedAt())
                .granted(application.isGranted())
                .trackingUrl(publicAddress.of("/portal/track?number=" + application.number()))
                .permit(item.isPermit())
                .provisional(clocks.isProvisional(application.number(), Milestone.DECISION, Milestone.ANSWER))
                .build();
        documents.issue(
                kind,
                application.number(),
                facts,
                clock.instant(),
                currentActor.staff().map(Actor::id).orElse(Actor.SYSTEM.id()));
    }

    private DocumentFacts.DocumentFactsBuilder fromDesk(Application application) {
        return DocumentFacts.builder()
                .organ(application.desk())
                .office(units.get(application.desk()).name() + "便民服务中心");
    }

    private DocumentFacts.DocumentFactsBuilder fromDeciders(Application application) {
        return DocumentFacts.builder()
                .organ(lead(application))
                .office(deciding(application).stream()
                        .map(o -> units.get(o.unit()).name())
                        .collect(Collectors.joining("、")));
    }

    /** Code of the leading department. */
    private String lead(Application application) {
        return deciding(application).get(0).unit();
    }

    public List<Document> of(Application application) {
        return documents.of(application.number());
    }

    /** @throws org.ganxian.platform.Refusal 404 for a document of another application, too */
    public Document get(Application application, Long id) {
        return documents.get(application.number(), id);
    }

    private List<DepartmentOpinion> deciding(Application application) {
        return opinions.findByApplicationIdOrderById(application.id());
    }

    /** The government above whoever decides (行政复议法第二十四条). */
    private String reviewBody(String decider) {
        return units.parentOf(decider).name() + "人民政府";
    }

    private ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }
}
