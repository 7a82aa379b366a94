package org.ganxian.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.ganxian.platform.PeopleTime;

/** Invented facts, on which a text is tried before it is kept. */
final class Samples {

    static final String SERIAL = "（样张，不作文书使用）";

    private static final int DAYS_AHEAD = 28;

    private Samples() {}

    /** Of a day: received on it, to be decided some weeks later. */
    static DocumentFacts of(Wording wording, Variant variant, LocalDate day) {
        Instant then = day.atTime(LocalTime.NOON).atZone(PeopleTime.ZONE).toInstant();
        boolean permit = variant == Variant.PERMIT;
        return DocumentFacts.builder()
                .number("SL00000000-000000")
                .applicant("某某理发店（示例）")
                .identity(wording.kind().isIdentifying() ? "110*************2X" : null)
                .item(permit ? "公共场所卫生许可（示例）" : "高龄津贴申领（示例）")
                .legalBasis("《某某条例》第四条")
                .organ("")
                .office("某某市某某区某某局")
                .contact("联系地址：某某路 1 号　　联系电话：0000-0000000")
                .receivedAt(then)
                .deadline(day.plusDays(DAYS_AHEAD)
                        .atTime(LocalTime.NOON)
                        .atZone(PeopleTime.ZONE)
                        .toInstant())
                .granted(wording == Wording.GRANT || wording == Wording.REPLY)
                .deemed(wording == Wording.ACCEPTANCE_DEEMED)
                .reason("这里是经办人填写的理由或者内容，仅供预览版式。\n有几段时，逐段排列。")
                .reviewBody("某某市某某区人民政府")
                .materials(List.of("申请表", "身份证明（免提交，由某某部门提供）", "场所平面图"))
                .note("本事项法定期限 20 个工作日，承诺期限 10 个工作日。")
                .workingDays(10)
                .delivery("窗口领取，凭取件码")
                .hearingTime("某年某月某日上午 9 时")
                .hearingPlace("某某路 1 号二楼会议室")
                .permit(permit)
                .provisional(true)
                .build();
    }
}
