package org.ganxian.document;

import java.util.Locale;
import lombok.RequiredArgsConstructor;

/** The documents (文书) of 前台受理、后台办理、统一出件. Numbers count by kind and year. */
@RequiredArgsConstructor
public enum DocumentKind {
    /** The application is accepted: 行政许可法 article 32, first paragraph, no. 5. */
    ACCEPTANCE("受理通知书", "受"),
    /** All that is missing, said once: article 32, first paragraph, no. 4. */
    SUPPLEMENT("补正告知书", "补"),
    /** Refused before any examination: article 32. */
    NON_ACCEPTANCE("不予受理决定书", "不受"),
    /** Granted or refused, by {@link DocumentFacts#granted()}: article 38. For other services than permits a service's. */
    DECISION("行政许可决定书", "决"),
    /** Ended without a decision. */
    TERMINATION("终止办理告知书", "终"),
    /** By whom and how a document was received: article 44. */
    DELIVERY("送达回证", "送");

    private final String title;
    private final String code;

    /** zh-CN. */
    public String title() {
        return title;
    }

    /** The title printed on the document, which for a decision says what was decided. */
    String title(DocumentFacts facts) {
        if (this != DECISION) {
            return title;
        }
        return (facts.granted() ? "准予" : "不予") + (facts.permit() ? title : "办理决定书");
    }

    /** The number (文号) printed on the document, for example {@code 漳受〔2026〕17号}. */
    String serial(String organ, int year, int running) {
        return organ + code + "〔" + year + "〕" + running + "号";
    }

    String template() {
        return "documents/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
