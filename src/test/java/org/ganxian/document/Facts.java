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

    static final String REMEDY = "如不服本决定，可以自收到本决定书之日起六十日内向漳州市芗城区人民政府申请行政复议，" + "或者自收到本决定书之日起六个月内依法向漳州市芗城区人民法院提起行政诉讼。";

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
            case NON_ACCEPTANCE -> facts("该场所所在地属龙文区，不在我单位管辖范围，请向漳州市龙文区卫生健康局申请。", REMEDY, List.of(), null, null, true);
            case DECISION ->
                granted
                        ? facts("准予设立公共场所：水仙理发店，经营项目：理发，许可证有效期四年。", null, List.of(), null, null, true)
                        : facts(
                                "一、理发工具消毒间面积不符合《公共场所卫生管理规范》的要求。\n二、经两次现场核查，未按要求设置消毒设施。",
                                REMEDY,
                                List.of(),
                                null,
                                null,
                                false);
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
            String reason, String remedy, List<String> materials, String note, String delivery, boolean granted) {
        return new DocumentFacts(
                "SL20261125-000017",
                "漳州市芗城区水仙理发店",
                "公共场所卫生许可（新办）",
                "000123018000",
                "《公共场所卫生管理条例》第四条、《公共场所卫生管理条例实施细则》第二十二条",
                "漳州市芗城区卫生健康局",
                RECEIVED,
                Instant.parse("2026-12-23T09:30:00Z"),
                granted,
                reason,
                remedy,
                materials,
                note,
                delivery,
                TRACKING,
                true,
                false);
    }

    static DocumentFacts with(DocumentFacts facts, String applicant, String reason, List<String> materials) {
        return new DocumentFacts(
                facts.number(),
                applicant,
                facts.item(),
                facts.itemCode(),
                facts.legalBasis(),
                facts.office(),
                facts.receivedAt(),
                facts.deadline(),
                facts.granted(),
                reason,
                facts.remedy(),
                materials,
                facts.note(),
                facts.delivery(),
                facts.trackingUrl(),
                facts.permit(),
                facts.provisional());
    }

    /** A service that is no permit, with a deadline that may still move. */
    static DocumentFacts ofAService(DocumentKind kind) {
        DocumentFacts facts = of(kind);
        return new DocumentFacts(
                facts.number(),
                facts.applicant(),
                "老年人优待证办理",
                facts.itemCode(),
                null,
                facts.office(),
                facts.receivedAt(),
                facts.deadline(),
                facts.granted(),
                facts.reason(),
                facts.remedy(),
                facts.materials().stream()
                        .map(m -> m.replace("行政许可决定书", "办理决定书"))
                        .toList(),
                facts.note(),
                facts.delivery(),
                facts.trackingUrl(),
                false,
                true);
    }

    /** As long as people may type, with words that cannot be parted. */
    static DocumentFacts overlong() {
        String word = "https://example.org/" + "a".repeat(300);
        return new DocumentFacts(
                "SL20261125-000017",
                "漳州市芗城区" + "水仙花文化传播有限公司".repeat(6) + "A".repeat(90),
                "公共场所卫生许可".repeat(10),
                "0".repeat(40),
                "《公共场所卫生管理条例》".repeat(20) + word,
                "漳州市芗城区人民政府行政审批服务管理局巷口街道便民服务中心",
                RECEIVED,
                ISSUED,
                false,
                word + "\n" + "理由".repeat(500),
                word,
                List.of(word, "材料".repeat(100)),
                word,
                word,
                TRACKING,
                true,
                false);
    }
}
