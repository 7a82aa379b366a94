package org.ganxian.document;

import static org.ganxian.document.Placeholder.BASIS;
import static org.ganxian.document.Placeholder.COUNT;
import static org.ganxian.document.Placeholder.DAYS;
import static org.ganxian.document.Placeholder.DEADLINE;
import static org.ganxian.document.Placeholder.HEARING_PLACE;
import static org.ganxian.document.Placeholder.HEARING_TIME;
import static org.ganxian.document.Placeholder.ITEM;
import static org.ganxian.document.Placeholder.MATERIALS;
import static org.ganxian.document.Placeholder.NOTE;
import static org.ganxian.document.Placeholder.NUMBER;
import static org.ganxian.document.Placeholder.OFFICE;
import static org.ganxian.document.Placeholder.PROVISIONAL;
import static org.ganxian.document.Placeholder.REASON;
import static org.ganxian.document.Placeholder.RECEIVED;
import static org.ganxian.document.Placeholder.REVIEW_BODY;

import java.util.EnumSet;
import java.util.Set;
import lombok.Getter;

/** The texts that there are: of each kind of document one, or one for each way it can come out. */
@Getter
enum Wording {
    ACCEPTANCE(
            DocumentKind.ACCEPTANCE,
            "受理通知书",
            Set.of(ITEM, RECEIVED, DEADLINE),
            Set.of(PROVISIONAL, COUNT, MATERIALS, NOTE)),
    ACCEPTANCE_DEEMED(
            DocumentKind.ACCEPTANCE,
            "受理通知书（视为受理）",
            Set.of(ITEM, RECEIVED, DEADLINE),
            Set.of(PROVISIONAL, COUNT, MATERIALS, NOTE)),
    SUPPLEMENT(DocumentKind.SUPPLEMENT, "补正告知书", Set.of(ITEM, MATERIALS, REASON, DEADLINE), Set.of(PROVISIONAL, COUNT)),
    NON_ACCEPTANCE(DocumentKind.NON_ACCEPTANCE, "不予受理决定书", Set.of(ITEM, REASON, REVIEW_BODY), Set.of()),
    ON_THE_SPOT(DocumentKind.ON_THE_SPOT, "当场办理", Set.of(ITEM, REASON), Set.of()),
    EXTENSION(DocumentKind.EXTENSION, "延长办理期限告知书", Set.of(ITEM, REASON, DAYS, DEADLINE), Set.of(PROVISIONAL)),
    HEARING(DocumentKind.HEARING, "听证告知书", Set.of(ITEM, REASON, DAYS, HEARING_TIME, HEARING_PLACE), Set.of()),
    EXPERT_REVIEW(DocumentKind.EXPERT_REVIEW, "专家评审告知书", Set.of(ITEM, REASON, DAYS), Set.of()),
    GRANT(DocumentKind.DECISION, "准予决定书", Set.of(ITEM, REASON), Set.of()),
    REFUSAL(DocumentKind.DECISION, "不予决定书", Set.of(ITEM, REASON, REVIEW_BODY), Set.of()),
    TERMINATION(DocumentKind.TERMINATION, "终止办理告知书", Set.of(ITEM, REASON, REVIEW_BODY), Set.of()),
    /** What a row of the receipt's table says. */
    DELIVERY(DocumentKind.DELIVERY, "送达回证（送达说明）", Set.of(), Set.of()),
    REPLY(DocumentKind.REPLY, "诉求办理答复书（已办结）", Set.of(ITEM, REASON), Set.of()),
    REPLY_DECLINED(DocumentKind.REPLY, "诉求办理答复书（不予受理）", Set.of(ITEM, REASON), Set.of());

    private final DocumentKind kind;

    /** zh-CN, for the editor. */
    private final String title;

    /** What the text cannot go without. */
    private final Set<Placeholder> required;

    /** All that it may have. */
    private final Set<Placeholder> allowed;

    Wording(DocumentKind kind, String title, Set<Placeholder> required, Set<Placeholder> more) {
        this.kind = kind;
        this.title = title;
        this.required = required;
        this.allowed = EnumSet.of(ITEM, NUMBER, OFFICE, RECEIVED, BASIS);
        this.allowed.addAll(required);
        this.allowed.addAll(more);
    }

    static Wording of(DocumentKind kind, DocumentFacts facts) {
        return switch (kind) {
            case ACCEPTANCE -> facts.deemed() ? ACCEPTANCE_DEEMED : ACCEPTANCE;
            case DECISION -> facts.granted() ? GRANT : REFUSAL;
            case REPLY -> facts.granted() ? REPLY : REPLY_DECLINED;
            default -> valueOf(kind.name());
        };
    }
}
