package org.ganxian.mediation.dossier;

import java.util.EnumSet;
import java.util.Set;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** How a mediation ended without an agreement in effect. */
@RequiredArgsConstructor
@Getter
public enum Ending {
    DECLINED("当事人不同意调解"),
    OBJECTED("当事人对调解员一再提出异议，又没有共同选定"),
    UNREACHABLE("联系不上当事人"),
    ONE_LEFT("一方退出"),
    ELSEWHERE("已经起诉或者进入仲裁等其他程序"),
    NOT_SIGNED("当事人拒绝签名"),
    TOO_FAR("分歧过大，调解不成"),
    MONTH_OVER("期满未延长"),
    ARBITRATION("劳动争议满十五日没有达成协议，有一方不再继续"),
    SHAM("虚假调解"),
    CONCEALED("隐瞒事实"),
    WITHDRAWN("申请人撤回"),
    POLICE("公安已经接管"),
    OTHER("其他原因");

    /** What can be said at any time before an agreement is in effect. */
    public static final Set<Ending> AT_ANY_TIME = EnumSet.of(ONE_LEFT, ELSEWHERE, SHAM, CONCEALED, OTHER);

    /** What a session ends with. */
    public static final Set<Ending> AFTER_A_SESSION = EnumSet.of(TOO_FAR, ONE_LEFT, SHAM, CONCEALED, OTHER);

    /**
     * What is revisited when it was mediated. Not who has said no, took the request back, cannot be reached or is before a court or the
     * police: they are not called again; nor what was no dispute.
     */
    public static final Set<Ending> REVISITED =
            EnumSet.of(ONE_LEFT, NOT_SIGNED, TOO_FAR, MONTH_OVER, ARBITRATION, OTHER);

    /** zh-CN: the ways that are left to whoever has not settled (人民调解法 26). */
    public static final String WAYS = "可以依法仲裁、申请行政处理、起诉，或者拨打 12348";

    private final String title;

    /** zh-CN, with the ways that are left. */
    public String told() {
        return title + "。" + WAYS;
    }
}
