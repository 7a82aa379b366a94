package org.ganxian.document;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, all zh-CN. Texts are printed as they are, never as markup; line breaks part paragraphs. What a
 * kind has no place for is not printed.
 *
 * @param number of the application, for example {@code SL20261125-000017}
 * @param applicant name of the person or organization
 * @param item name of the service item
 * @param itemCode null when the item has none
 * @param legalBasis law, article and paragraph on which the item stands; null when there is none to cite
 * @param office who issues the document
 * @param receivedAt when the application was received
 * @param deadline ACCEPTANCE: until when it will be decided; SUPPLEMENT: until when the materials may be brought; null
 *     when there is none
 * @param granted for DECISION only
 * @param reason NON_ACCEPTANCE, DECISION (refused) and TERMINATION: why; ACCEPTANCE: why it
 *     counts as accepted though nobody answered, null when somebody did; DECISION (granted): what is granted;
 *     SUPPLEMENT: further explanation. Null when there is nothing to say
 * @param remedy how to ask for review and to sue (复议、诉讼); null for what needs no remedy
 * @param materials ACCEPTANCE: received; SUPPLEMENT: missing; DELIVERY: the documents delivered. One line each; null
 *     counts as empty
 * @param note further words; null for none
 * @param delivery DELIVERY: how and by what proof; null else
 * @param trackingUrl where the code on the document leads; null for no code
 * @param permit whether the permit law (行政许可法) is cited; other services only follow its ways
 * @param provisional whether the deadline may still move, because a year's days off are not published yet
 */
public record DocumentFacts(
        String number,
        String applicant,
        String item,
        @Nullable String itemCode,
        @Nullable String legalBasis,
        String office,
        Instant receivedAt,
        @Nullable Instant deadline,
        boolean granted,
        @Nullable String reason,
        @Nullable String remedy,
        List<String> materials,
        @Nullable String note,
        @Nullable String delivery,
        @Nullable String trackingUrl,
        boolean permit,
        boolean provisional) {

    public DocumentFacts {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(applicant, "applicant");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(office, "office");
        Objects.requireNonNull(receivedAt, "receivedAt");
        materials = materials == null ? List.of() : List.copyOf(materials);
    }
}
