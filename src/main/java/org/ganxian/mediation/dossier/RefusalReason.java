package org.ganxian.mediation.dossier;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** Why a committee does not take a dispute (人民调解工作若干规定第二十二条, and who is missing or elsewhere). */
@RequiredArgsConstructor
@Getter
public enum RefusalReason {
    SPECIAL_ORGAN("依法由专门机关管辖"),
    FORBIDDEN("法律、法规禁止用人民调解方式解决"),
    ELSEWHERE("人民法院、公安机关或者其他行政机关已经受理或者解决"),
    STATUS("涉及婚姻、收养等身份关系的效力"),
    CRIME("涉嫌犯罪"),
    NO_OTHER_PARTY("没有明确的对方当事人"),
    OTHER_AREA("不属于本调委会的范围"),
    REPEATED("同一纠纷已经在调解");

    private final String title;
}
