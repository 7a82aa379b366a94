package org.ganxian.document;

import lombok.RequiredArgsConstructor;

/** The documents (文书) of 前台受理、后台办理、统一出件. Numbers count by organ, kind and year. */
@RequiredArgsConstructor
public enum DocumentKind {
    /** The application is accepted: 行政许可法 article 32, first paragraph, no. 5. */
    ACCEPTANCE("受理通知书", "受", false),
    /** All that is missing, said once: article 32, first paragraph, no. 4. */
    SUPPLEMENT("补正告知书", "补", false),
    /** Refused before any examination: article 32. */
    NON_ACCEPTANCE("不予受理决定书", "不受", true),
    /** Answered at the desk, at once: article 34, second paragraph. For other services than permits an answer. */
    ON_THE_SPOT("行政许可决定书（当场）", "当", true),
    /** More time, with its reason: article 42. */
    EXTENSION("延长办理期限告知书", "延", false),
    /** The right to a hearing, and what is arranged for it: articles 36 and 46 to 48. */
    HEARING("听证告知书", "听", false),
    /** How long experts will take, which is not counted: article 45. */
    EXPERT_REVIEW("专家评审告知书", "评", false),
    /** Granted or refused, by {@link DocumentFacts#granted()}: article 38. For other services than permits a service's. */
    DECISION("行政许可决定书", "决", true),
    /** Ended without a decision. */
    TERMINATION("终止办理告知书", "终", false),
    /** By whom and how a document was received: article 44. */
    DELIVERY("送达回证", "送", true),
    /** What became of an order, by {@link DocumentFacts#granted()}: done, or not taken up. */
    REPLY("诉求办理答复书", "复", false);

    private final String title;
    private final String code;
    private final boolean identifying;

    /** zh-CN. */
    public String title() {
        return title;
    }

    /** Whether the paper names the applicant by the number of an identity document too, masked: what gives or takes a right. */
    public boolean isIdentifying() {
        return identifying;
    }

    /** The title printed on the document, which for a decision says what was decided. */
    String title(DocumentFacts facts) {
        return switch (this) {
            case DECISION -> (facts.granted() ? "准予" : "不予") + (facts.permit() ? title : "办理决定书");
            case ON_THE_SPOT -> facts.permit() ? "准予" + title : "当场办理答复书";
            default -> title;
        };
    }

    /** What all numbers of this kind and organ have in front, for example {@code 漳芗巷受}. */
    String series(String mark) {
        return mark + code;
    }

    /** The number (文号) printed on the document, for example {@code 漳芗巷受〔2026〕17号}. */
    String serial(String mark, int year, int running) {
        return series(mark) + "〔" + year + "〕" + running + "号";
    }

    /** A receipt is a table to be signed, with its words in a row; all others are words. */
    String template() {
        return this == DELIVERY ? "documents/delivery" : "documents/paper";
    }
}
