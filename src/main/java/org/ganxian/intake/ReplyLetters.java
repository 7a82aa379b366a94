package org.ganxian.intake;

import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.document.Document;
import org.ganxian.document.DocumentFacts;
import org.ganxian.document.DocumentKind;
import org.ganxian.document.Documents;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.settings.PublicAddress;
import org.ganxian.window.Applications;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The answer to an order as a letter, for whoever knows the code. It gets its number when somebody wants it first and is
 * the same from then on. Applications have papers of their own.
 */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ReplyLetters {

    private static final String ANONYMOUS = "您好";

    /** Whose words are the answer, by where the order stands. */
    private static final Map<Status, Step> ANSWERS = new EnumMap<>(Map.of(
            Status.CLOSED, Step.REPORTED,
            Status.RATED, Step.REPORTED,
            Status.UNRATED, Step.REPORTED,
            Status.SETTLED, Step.REPORTED,
            Status.CALL_BACK, Step.REPORTED,
            Status.SUPERVISION_CLOSED, Step.SUPERVISION_CLOSED,
            Status.REJECTED, Step.REJECTED));

    private final Tracking tracking;
    private final Demands demands;
    private final Applications applications;
    private final Documents documents;
    private final Units units;
    private final PublicAddress address;

    /** Whether there is one; asked by the page of an order. */
    @Transactional(readOnly = true)
    public boolean isThere(String number) {
        return answer(demands.get(number)).isPresent();
    }

    private Optional<TimelineEntry> answer(Demand demand) {
        Step step = ANSWERS.get(demand.status());
        return step == null || applications.find(demand.number()).isPresent()
                ? Optional.empty()
                : demands.timeline(demand).stream()
                        .filter(line -> line.step() == step && line.text() != null)
                        .reduce((earlier, later) -> later);
    }

    /** @throws Refusal as {@link Tracking#find}, 404 before there is an answer */
    @Transactional
    public Document of(String number, String code) {
        Demand demand = tracking.find(number, code);
        TimelineEntry answer = answer(demand).orElseThrow(() -> Refusal.notFound("还没有书面答复"));
        return documents.of(number).stream()
                .filter(letter -> letter.kind() == DocumentKind.REPLY
                        && letter.issuedAt().equals(answer.at().truncatedTo(ChronoUnit.SECONDS)))
                .findFirst()
                .map(letter -> documents.get(number, letter.id()))
                .orElseGet(() -> issued(demand, answer));
    }

    private Document issued(Demand demand, TimelineEntry answer) {
        String unit = demand.servingUnit() == null ? units.city().code() : demand.servingUnit();
        DocumentFacts facts = DocumentFacts.builder()
                .number(demand.number())
                .applicant(Objects.requireNonNullElse(demand.contactName(), ANONYMOUS))
                .item(demand.title())
                .organ(unit)
                .office(units.get(unit).name())
                .receivedAt(demand.receivedAt())
                .granted(demand.status() != Status.REJECTED)
                .reason(answer.text())
                .trackingUrl(address.of("/portal/track?number=" + demand.number()))
                .build();
        return documents.issue(DocumentKind.REPLY, demand.number(), facts, answer.at(), Actor.SYSTEM.id());
    }
}
