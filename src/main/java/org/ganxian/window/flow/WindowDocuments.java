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
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PublicAddress;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the documents of an application say. */
@Component
public class WindowDocuments {

    private static final String DEEMED = "因自收到申请材料之日起满五个工作日未告知需要补正的全部内容，%s该申请自收到申请材料之日起视为受理。";
    private static final String DEEMED_BY_LAW = "根据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，";

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
                desk(application),
                deadline,
                application.isDeemed() ? DEEMED.formatted(item.isPermit() ? DEEMED_BY_LAW : "") : null,
                null,
                received,
                days,
                null);
    }

    /** @param until when the applicant has to bring it */
    void supplement(Application application, List<String> missing, Instant until) {
        issue(
                DocumentKind.SUPPLEMENT,
                application,
                desk(application),
                until,
                application.missing(),
                null,
                missing,
                null,
                null);
    }

    void nonAcceptance(Application application) {
        issue(
                DocumentKind.NON_ACCEPTANCE,
                application,
                desk(application),
                null,
                application.reason()
                        + (application.whereInstead() == null ? "" : "\n可以向以下单位提出：" + application.whereInstead()),
                remedy(application.desk()),
                List.of(),
                null,
                null);
    }

    void decision(Application application) {
        String lead = deciding(application).get(0).unit();
        issue(
                DocumentKind.DECISION,
                application,
                deciders(application),
                null,
                application.reason(),
                application.isGranted() ? null : remedy(lead),
                List.of(),
                null,
                null);
    }

    void termination(Application application) {
        String lead = deciding(application).get(0).unit();
        issue(
                DocumentKind.TERMINATION,
                application,
                deciders(application),
                null,
                application.reason(),
                remedy(lead),
                List.of(),
                null,
                null);
    }

    void delivery(Application application, String how) {
        issue(
                DocumentKind.DELIVERY,
                application,
                desk(application),
                null,
                null,
                null,
                documents.of(application.number()).stream()
                        .filter(d -> d.kind() == DocumentKind.DECISION)
                        .map(d -> d.title() + "（" + d.serial() + "）")
                        .toList(),
                null,
                how);
    }

    private void issue(
            DocumentKind kind,
            Application application,
            String office,
            @Nullable Instant deadline,
            @Nullable String reason,
            @Nullable String remedy,
            List<String> materials,
            @Nullable String note,
            @Nullable String delivery) {
        ServiceItem item = itemOf(application);
        documents.issue(
                kind,
                application.number(),
                new DocumentFacts(
                        application.number(),
                        application.applicant(),
                        item.name(),
                        item.code(),
                        item.legalBasis(),
                        office,
                        application.receivedAt(),
                        deadline,
                        application.isGranted(),
                        reason,
                        remedy,
                        materials,
                        note,
                        delivery,
                        publicAddress.of("/portal/track?number=" + application.number()),
                        item.isPermit(),
                        deadline != null
                                && clocks.isProvisional(application.number(), Milestone.DECISION, Milestone.ANSWER)),
                clock.instant(),
                currentActor.staff().map(Actor::id).orElse(Actor.SYSTEM.id()));
    }

    public List<Document> of(Application application) {
        return documents.of(application.number());
    }

    /** @throws org.ganxian.platform.Refusal 404 for a document of another application, too */
    public Document get(Application application, Long id) {
        return documents.get(application.number(), id);
    }

    private String desk(Application application) {
        return units.get(application.desk()).name() + "便民服务中心";
    }

    private String deciders(Application application) {
        return deciding(application).stream()
                .map(o -> units.get(o.unit()).name())
                .collect(Collectors.joining("、"));
    }

    private List<DepartmentOpinion> deciding(Application application) {
        return opinions.findByApplicationIdOrderById(application.id());
    }

    /** 行政复议法第二十条 and 行政诉讼法第四十六条. */
    private String remedy(String decider) {
        Unit above = units.parentOf(decider);
        return "如不服，可以自收到本文书之日起六十日内依法向%s人民政府申请行政复议，也可以自收到本文书之日起六个月内依法向人民法院提起行政诉讼。".formatted(above.name());
    }

    private ServiceItem itemOf(Application application) {
        return items.version(application.itemId());
    }
}
