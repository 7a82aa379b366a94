package org.ganxian.mediation.figures;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What is counted (人民调解统计报表). */
@RequiredArgsConstructor
@Getter
enum Measure {
    TAKEN("受理", ""),
    APPLIED("其中当事人申请", "受理的来源"),
    OWN_INITIATIVE("其中调委会主动", "受理的来源"),
    ENTRUSTED("其中接受委托、移送", "受理的来源"),
    AGREED("达成协议", ""),
    WRITTEN("其中书面协议", "协议的形式"),
    ORAL("其中口头协议", "协议的形式"),
    PERFORMED("其中已经履行", "协议的履行"),
    NOT_PERFORMED("其中还没有履行完", "协议的履行"),
    WITH_AMOUNT("其中约定了金额", "协议的金额"),
    WITHOUT_AMOUNT("其中没有约定金额", "协议的金额"),
    FAILED("调解不成", ""),
    REFUSED("不予受理", ""),
    DECLINED("当事人不同意调解", ""),
    UNREACHABLE("联系不上当事人", "");

    /** zh-CN. */
    private final String title;

    /** Parts of one whole have the same; empty for what is no part. */
    private final String split;

    /** What it is a part of; itself for what is no part. */
    Measure whole() {
        return switch (this) {
            case APPLIED, OWN_INITIATIVE, ENTRUSTED -> TAKEN;
            case WRITTEN, ORAL, PERFORMED, NOT_PERFORMED, WITH_AMOUNT, WITHOUT_AMOUNT -> AGREED;
            default -> this;
        };
    }
}
