package org.ganxian.mediation.dossier;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** Whether a court may confirm an agreement (民诉法解释第三百五十五条). */
@RequiredArgsConstructor
@Getter
public enum ConfirmationScope {
    ALL("全部内容"),
    /** A couple that parts and shares out: the money alone. */
    MONEY("只确认财产给付的部分，身份关系的部分不确认"),
    STATUS("不能确认：婚姻、亲子、收养关系是否有效"),
    OWNERSHIP("不能确认：物权、知识产权的确权"),
    OTHER("不能确认：不属于民事、或者适用其他特别程序");

    private final String title;

    public boolean isOpen() {
        return this == ALL || this == MONEY;
    }

    /** What is usual for this type of dispute, where nobody says otherwise. */
    public static ConfirmationScope usual(String disputeType) {
        return switch (disputeType) {
            case "FAMILY" -> MONEY;
            case "INTELLECTUAL" -> OWNERSHIP;
            default -> ALL;
        };
    }
}
