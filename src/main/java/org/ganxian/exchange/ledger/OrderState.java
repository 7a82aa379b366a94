package org.ganxian.exchange.ledger;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** Where one of theirs stands with us, or one of ours with them. */
@RequiredArgsConstructor
@Getter
public enum OrderState {
    WAITING("等建单"),
    RECEIVED("已收到"),
    SCOPE_TALK("三方通话"),
    EMERGENCY("险情"),
    ACCEPTED("办理中"),
    RESULT_SENT("已回传结果"),
    REWORK("对方要求重办"),
    /** Of ours: still our responsibility. */
    TRANSFERRING("转出，等对方受理"),
    TRANSFERRED("转出，对方办理中"),
    NOT_ACCEPTED("已退回对方"),
    WITHDRAWN("对方已撤回"),
    REFUSED_THERE("转出，对方没有受理"),
    TAKEN_BACK("转出后收回"),
    CLOSED("已结案");

    private final String title;

    /** True when nothing more is done here. */
    public boolean isOver() {
        return compareTo(NOT_ACCEPTED) >= 0;
    }

    /** True when the work for the resident is done, as the other side counts it. */
    public boolean isDone() {
        return isOver() || this == RESULT_SENT;
    }
}
