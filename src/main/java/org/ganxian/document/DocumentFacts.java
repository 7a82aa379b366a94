package org.ganxian.document;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import lombok.Builder;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, all zh-CN. Texts are printed as they are, never as markup; line breaks part paragraphs. What a
 * kind's words have no place for is not printed.
 *
 * @param number of the application, for example {@code SL20261125-000017}
 * @param applicant name of the person or organization
 * @param identity number of the applicant's identity document, masked in its middle; null where a paper does not need it
 * @param item name of the service item
 * @param itemCode null when the item has none
 * @param legalBasis law, article and paragraph on which the item stands; null when there is none to cite
 * @param organ code of the unit whose mark the document's number bears; of several that decide the leading one
 * @param office who issues the document, as printed
 * @param contact address and telephone of the organ; filled in at the issue, null when it has none
 * @param receivedAt when the application was received
 * @param deadline ACCEPTANCE and EXTENSION: until when it will be decided; SUPPLEMENT: until when the materials may be
 *     brought; null when there is none
 * @param granted for DECISION only
 * @param deemed ACCEPTANCE: whether it counts as accepted because nobody answered in time
 * @param reason NON_ACCEPTANCE, DECISION (refused), TERMINATION and EXTENSION: why; DECISION (granted) and ON_THE_SPOT:
 *     what is granted or answered; SUPPLEMENT: further explanation; HEARING and EXPERT_REVIEW: what is arranged. Null when
 *     there is nothing to say
 * @param reviewBody whom to ask for review (复议机关); null for what needs no remedy
 * @param materials ACCEPTANCE: received; SUPPLEMENT: missing; DELIVERY: the documents delivered. One line each; null
 *     counts as empty
 * @param note further words; null for none
 * @param delivery DELIVERY: how and by what proof; null else
 * @param workingDays EXTENSION: how many more; HEARING and EXPERT_REVIEW: how many are not counted; null else
 * @param hearingTime HEARING: when, in words; null while it is not settled
 * @param hearingPlace HEARING: where; null while it is not settled
 * @param trackingUrl where the code on the document leads; null for no code
 * @param permit whether the permit law (行政许可法) is cited; other services only follow its ways
 * @param provisional whether the deadline may still move, because a year's days off are not published yet
 */
@Builder(toBuilder = true)
public record DocumentFacts(
        String number,
        String applicant,
        @Nullable String identity,
        String item,
        @Nullable String itemCode,
        @Nullable String legalBasis,
        String organ,
        String office,
        @Nullable String contact,
        Instant receivedAt,
        @Nullable Instant deadline,
        boolean granted,
        boolean deemed,
        @Nullable String reason,
        @Nullable String reviewBody,
        List<String> materials,
        @Nullable String note,
        @Nullable String delivery,
        @Nullable Integer workingDays,
        @Nullable String hearingTime,
        @Nullable String hearingPlace,
        @Nullable String trackingUrl,
        boolean permit,
        boolean provisional) {

    public DocumentFacts {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(applicant, "applicant");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(organ, "organ");
        Objects.requireNonNull(office, "office");
        Objects.requireNonNull(receivedAt, "receivedAt");
        materials = materials == null ? List.of() : List.copyOf(materials);
    }
}
