package org.ganxian.mediation.papers;

import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.mediation.dossier.Side;

/** The papers of a mediation, in the order in which they lie in the dossier (人民调解文书格式和统计报表). */
@RequiredArgsConstructor
@Getter
public enum PaperKind {
    REGISTRATION("人民调解受理登记表", "受", true),
    RIGHTS("人民调解权利义务告知书", "告", true),
    WAIVER("回避情形披露及同意书", "避", false),
    NON_ACCEPTANCE("不予受理告知书", "不受", false),
    TRANSFER("纠纷移送函", "移", false),
    INQUIRY("人民调解调查记录", "查", false),
    SUMMONS("调解通知书", "通", false),
    INVITATION("参加调解邀请函和保密承诺书", "邀", false),
    SESSION("人民调解记录", "记", true),
    SUSPENSION("中止调解通知书", "中", false),
    EXTENSION("延长调解期限同意书", "延", false),
    AGREEMENT("人民调解协议书", "", true),
    /** In the place of a written agreement. */
    ORAL_AGREEMENT("人民调解口头协议登记表", "口", false),
    PERFORMANCE("协议履行情况记录", "履", false),
    TERMINATION("终止调解通知书", "终", false),
    COURT_REPORT("委派（委托）调解情况反馈函", "反", false),
    REVISIT("人民调解回访记录", "访", true),
    CLOSING("人民调解结案报告表", "结", false);

    /** zh-CN. */
    private final String title;

    /** Stands in the number behind 调; the agreement's number, which is the case's, has none. */
    private final String code;

    /** Whether no dossier is whole without it. */
    private final boolean must;

    /**
     * zh-CN, with what it is about.
     *
     * @param about a side, a session's number; empty for the only one
     */
    String title(String about) {
        return switch (this) {
            case RIGHTS, SUMMONS -> title + "（" + Side.valueOf(about).title() + "）";
            case SESSION, INQUIRY, SUSPENSION -> title + "（第 " + about + " 次）";
            default -> title;
        };
    }

    /** @param mark of the committee, for example {@code 漳芗巷人} */
    String series(String mark) {
        return mark + "调" + code;
    }

    /** For example {@code （2026）漳芗巷人调字第17号}. */
    String serial(String mark, int year, int running) {
        return "（" + year + "）" + series(mark) + "字第" + running + "号";
    }
}
