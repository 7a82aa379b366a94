package org.ganxian.document;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What the documents of tests say; all invented. */
final class Facts {

    static final Instant RECEIVED = Instant.parse("2026-11-24T16:30:00Z");
    /** The 25th of November at 00:30 in Zhangzhou is still the 24th in UTC. */
    static final Instant ISSUED = Instant.parse("2026-11-25T17:05:09Z");

    static final String TRACKING = "https://ganxian.example/portal/track?number=SL20261125-000017";

    /** As the shipped texts have it. */
    static final String REMEDY = "如不服，可以自收到本文书之日起六十日内依法向漳州市芗城区人民政府申请行政复议，" + "也可以自收到本文书之日起六个月内依法向人民法院提起行政诉讼。";

    private static final String REVIEW_BODY = "漳州市芗城区人民政府";

    /** The city, whose mark is the setting's alone. */
    private static final String ORGAN = "350600";

    private Facts() {}

    static DocumentFacts of(DocumentKind kind) {
        return of(kind, true);
    }

    static DocumentFacts of(DocumentKind kind, boolean granted) {
        return switch (kind) {
            case ACCEPTANCE -> facts(null, null, materials(), "办理中如有疑问，请拨打 0596-0000000。", null, true);
            case SUPPLEMENT ->
                facts(
                        "检测报告应由具备资质的机构在一年以内出具。",
                        null,
                        List.of("公共场所卫生检测报告或者评价报告", "从业人员有效健康合格证明（缺 2 人）"),
                        null,
                        null,
                        true);
            case NON_ACCEPTANCE ->
                facts("该场所所在地属龙文区，不在我单位管辖范围，请向漳州市龙文区卫生健康局申请。", REVIEW_BODY, List.of(), null, null, true);
            case DECISION ->
                granted
                        ? facts("准予设立公共场所：水仙理发店，经营项目：理发，许可证有效期四年。", null, List.of(), null, null, true)
                        : facts(
                                "一、理发工具消毒间面积不符合《公共场所卫生管理规范》的要求。\n二、经两次现场核查，未按要求设置消毒设施。",
                                REVIEW_BODY,
                                List.of(),
                                null,
                                null,
                                false);
            case ON_THE_SPOT -> facts("准予在门前临时摆放花篮三日。", null, List.of(), null, null, true);
            case EXTENSION, HEARING, EXPERT_REVIEW ->
                facts("相邻住户对噪声提出异议，需要外地检测机构协助查明。", null, List.of(), null, null, false).toBuilder()
                        .workingDays(10)
                        .hearingTime("2026年12月8日（星期二）上午9时")
                        .hearingPlace("芗城区政务服务中心三楼听证室")
                        .build();
            case REPLY -> facts("已更换楼道灯管三支，当场试过能亮。", null, List.of(), null, null, granted);
            case TERMINATION -> facts("申请人于办理期间书面撤回申请。", null, List.of(), null, null, true);
            case DELIVERY -> facts(null, null, List.of("准予行政许可决定书（漳决〔2026〕5号）", "公共场所卫生许可证"), null, "窗口领取，凭取件码", true);
        };
    }

    private static List<String> materials() {
        return List.of("公共场所卫生许可证申请表", "法定代表人或者负责人身份证明", "公共场所地址方位示意图、平面图和卫生设施平面布局图", "公共场所卫生检测报告或者评价报告", "公共场所卫生管理制度");
    }

    static List<String> many(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "第 " + i + " 项材料：经营场所产权证明或者租赁合同复印件，加盖申请人印章")
                .toList();
    }

    private static DocumentFacts facts(
            String reason, String reviewBody, List<String> materials, String note, String delivery, boolean granted) {
        return DocumentFacts.builder()
                .number("SL20261125-000017")
                .applicant("漳州市芗城区水仙理发店")
                .item("公共场所卫生许可（新办）")
                .itemCode("000123018000")
                .legalBasis("《公共场所卫生管理条例》第四条、《公共场所卫生管理条例实施细则》第二十二条")
                .organ(ORGAN)
                .office("漳州市芗城区卫生健康局")
                .receivedAt(RECEIVED)
                .deadline(Instant.parse("2026-12-23T09:30:00Z"))
                .granted(granted)
                .reason(reason)
                .reviewBody(reviewBody)
                .materials(materials)
                .note(note)
                .delivery(delivery)
                .trackingUrl(TRACKING)
                .permit(true)
                .build();
    }

    static DocumentFacts with(DocumentFacts facts, String applicant, String reason, List<String> materials) {
        return facts.toBuilder()
                .applicant(applicant)
                .reason(reason)
                .materials(materials)
                .build();
    }

    /** A service that is no permit, with a deadline that may still move. */
    static DocumentFacts ofAService(DocumentKind kind) {
        DocumentFacts facts = of(kind);
        return facts.toBuilder()
                .item("老年人优待证办理")
                .legalBasis(null)
                .materials(facts.materials().stream()
                        .map(m -> m.replace("行政许可决定书", "办理决定书"))
                        .toList())
                .permit(false)
                .provisional(true)
                .build();
    }

    /** What is missing everywhere it may be. */
    static DocumentFacts bare() {
        return DocumentFacts.builder()
                .number("SL20261125-000018")
                .applicant("林某")
                .item("高龄津贴")
                .organ(ORGAN)
                .office("巷口街道便民服务中心")
                .receivedAt(RECEIVED)
                .permit(true)
                .build();
    }

    /** As long as people may type, with words that cannot be parted. */
    static DocumentFacts overlong() {
        String word = "https://example.org/" + "a".repeat(300);
        return DocumentFacts.builder()
                .number("SL20261125-000017")
                .applicant("漳州市芗城区" + "水仙花文化传播有限公司".repeat(6) + "A".repeat(90))
                .identity("1".repeat(40))
                .item("公共场所卫生许可".repeat(10))
                .itemCode("0".repeat(40))
                .legalBasis("《公共场所卫生管理条例》".repeat(20) + word)
                .organ(ORGAN)
                .office("漳州市芗城区人民政府行政审批服务管理局巷口街道便民服务中心")
                .contact("联系地址：" + "漳州市芗城区巷口街道".repeat(10) + "　　联系电话：" + "0".repeat(60))
                .receivedAt(RECEIVED)
                .deadline(ISSUED)
                .reason(word + "\n" + "理由".repeat(500))
                .reviewBody(word)
                .materials(List.of(word, "材料".repeat(100)))
                .note(word)
                .delivery(word)
                .workingDays(10)
                .hearingTime("时".repeat(60))
                .hearingPlace(word)
                .trackingUrl(TRACKING)
                .permit(true)
                .build();
    }
}
