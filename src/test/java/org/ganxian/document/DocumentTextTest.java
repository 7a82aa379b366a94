package org.ganxian.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.NotFoundException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.text.PDFTextStripper;
import org.ganxian.document.pdf.PdfWriter;
import org.ganxian.document.pdf.Typeface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the documents say, read back from the file. */
@ExtendWith(OutputCaptureExtension.class)
class DocumentTextTest {

    private static final Typeface TYPEFACE = new Typeface();
    private final DocumentRenderer renderer = Paper.renderer(TYPEFACE);

    private byte[] render(DocumentKind kind, DocumentFacts facts) {
        return renderer.render(kind, kind.serial("漳", 2026, 17), facts, Facts.ISSUED);
    }

    private String words(DocumentKind kind) {
        return Paper.words(render(kind, Facts.of(kind)));
    }

    @ParameterizedTest
    @EnumSource
    void everyDocumentNamesItsOfficeNumberApplicantAndDayOfIssueInZhangzhou(DocumentKind kind) {
        byte[] pdf = render(kind, Facts.of(kind));
        assertThat(Paper.pages(pdf)).isOne();
        assertThat(Paper.words(pdf))
                .contains(kind.title())
                .contains(kind.serial("漳", 2026, 17))
                .contains("申请编号：SL20261125-000017", "事项编码：000123018000")
                .contains("漳州市芗城区水仙理发店", "公共场所卫生许可（新办）")
                .contains("漳州市芗城区卫生健康局（印章）2026年11月26日")
                .contains("扫码查询办理进度", "第1页共1页");
    }

    @Test
    void acceptanceCitesTheLawAndTellsDeadlineAndMaterials() {
        assertThat(Paper.lines(render(DocumentKind.ACCEPTANCE, Facts.of(DocumentKind.ACCEPTANCE))))
                .contains("我单位于2026年11月25日收到", "第三十二条第一款第五项", "决定予以受理")
                .contains("在2026年12月23日前（含当日）作出决定")
                .contains("共5项", "1.公共场所卫生许可证申请表", "5.公共场所卫生管理制度")
                .contains("办理依据：《公共场所卫生管理条例》第四条", "请拨打0596-0000000。", "特此通知。");
    }

    @Test
    void supplementTellsAllThatIsMissingAtOnce() {
        assertThat(Paper.lines(render(DocumentKind.SUPPLEMENT, Facts.of(DocumentKind.SUPPLEMENT))))
                .contains("第三十二条第一款第四项", "需要补正的全部内容如下：")
                .contains("1.公共场所卫生检测报告或者评价报告", "2.从业人员有效健康合格证明（缺2人）")
                .contains("检测报告应由具备资质的机构", "请在2026年12月23日前（含当日）将上述材料补正");
    }

    @Test
    void refusalsGiveReasonsAndRemedies() {
        assertThat(words(DocumentKind.NON_ACCEPTANCE))
                .contains("第三十二条的规定，决定对该申请不予受理", "不在我单位管辖范围")
                .contains(Facts.REMEDY);
        assertThat(Paper.words(render(DocumentKind.DECISION, Facts.of(DocumentKind.DECISION, false))))
                .contains("不予行政许可决定书", "第三十八条第二款", "决定不予准许")
                .contains("一、理发工具消毒间面积不符合", "二、经两次现场核查")
                .contains(Facts.REMEDY)
                .doesNotContain("第四十四条", "决定准予");
    }

    @Test
    void grantSaysWhatIsGrantedAndWhenItIsHandedOver() {
        assertThat(words(DocumentKind.DECISION))
                .contains("准予行政许可决定书", "第三十八条第一款", "许可证有效期四年", "第四十四条", "十日内")
                .doesNotContain("不予", "复议");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatIsNoPermitCitesNoLawOfPermits(DocumentKind kind) {
        assertThat(Paper.words(render(kind, Facts.ofAService(kind))))
                .contains("老年人优待证办理")
                .doesNotContain("行政许可法", "该法", "行政许可决定书");
    }

    @Test
    void aDeadlineThatMayMoveSaysSo() {
        assertThat(Paper.words(render(DocumentKind.ACCEPTANCE, Facts.ofAService(DocumentKind.ACCEPTANCE))))
                .contains("暂定");
        assertThat(Paper.words(render(DocumentKind.SUPPLEMENT, Facts.ofAService(DocumentKind.SUPPLEMENT))))
                .contains("暂定");
        assertThat(words(DocumentKind.ACCEPTANCE)).doesNotContain("暂定");
    }

    @Test
    void terminationGivesTheReason() {
        assertThat(words(DocumentKind.TERMINATION)).contains("决定终止办理：申请人于办理期间书面撤回申请。");
    }

    @Test
    void receiptHasARowForEachFactOfTheDelivery() {
        assertThat(words(DocumentKind.DELIVERY))
                .containsSubsequence(
                        "文书名称",
                        "（漳决〔2026〕5号）",
                        "公共场所卫生许可证",
                        "受送达人",
                        "送达说明",
                        "第四十四条",
                        "送达方式",
                        "窗口领取，凭取件码",
                        "送达时间",
                        "2026年11月26日",
                        "签收",
                        "签名或者盖章");
    }

    @Test
    void whatDoesNotApplyIsNotPrinted() {
        for (DocumentKind kind : DocumentKind.values()) {
            assertThat(Paper.words(render(kind, Facts.bare())))
                    .as(kind.name())
                    .contains("高龄津贴")
                    .doesNotContain("null", "事项编码", "办理依据", "前（含当日）", "扫码", "〓", "理由：", "共0项");
        }
    }

    @Test
    void longListFlowsOnWithPageNumbers() {
        DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE);
        byte[] pdf =
                render(DocumentKind.ACCEPTANCE, Facts.with(facts, facts.applicant(), facts.reason(), Facts.many(40)));

        int pages = Paper.pages(pdf);
        assertThat(pages).isGreaterThan(1);
        assertThat(Paper.words(pdf)).contains("第40项材料", "第1页共" + pages + "页", "第" + pages + "页共" + pages + "页");
        assertThat(lastPage(pdf)).contains("扫码查询办理进度", "漳州市芗城区卫生健康局（印章）2026年11月26日");
    }

    @Test
    void sealNeverStandsOnAPageWithoutWords() {
        DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE);
        for (int materials = 4; materials <= 16; materials++) {
            byte[] pdf = render(
                    DocumentKind.ACCEPTANCE,
                    Facts.with(facts, facts.applicant(), facts.reason(), Collections.nCopies(materials, "材料")));
            assertThat(lastPage(pdf)).as(materials + " lines").contains("特此通知。", "（印章）");
        }
    }

    /** However long the texts are: two lines of words at least above a signature, and on any other page. */
    @ParameterizedTest
    @EnumSource
    void noPageHasALoneLine(DocumentKind kind) {
        DocumentFacts facts = Facts.of(kind, false);
        // Each kind at lengths of its own; all of them at all lengths take half a minute.
        for (int length = kind.ordinal() % 4; length <= 45; length += 4) {
            List<String> materials = length % 2 == 0 ? Facts.many(length / 2) : Collections.nCopies(length, "材料");
            DocumentFacts grown = facts.toBuilder()
                    .reason("因相邻住户提出异议，需要查明。".repeat(2 * length + 1))
                    .materials(materials)
                    .build();
            assertThat(Paper.heights(render(kind, grown)))
                    .as("%s with %d", kind, length)
                    .allSatisfy(lines -> assertThat(lines).isGreaterThanOrEqualTo(2));
        }
    }

    @Test
    void whatIsGrantedOrTakenNamesTheApplicantByAMaskedNumberToo() {
        for (DocumentKind kind : DocumentKind.values()) {
            DocumentFacts facts = Facts.of(kind).toBuilder()
                    .identity(kind.isIdentifying() ? "110*************2X" : null)
                    .contact("联系地址：巷口路1号　　联系电话：0596-0000000")
                    .build();
            String words = Paper.words(render(kind, facts));
            assertThat(words).contains("联系地址：巷口路1号", "联系电话：0596-0000000");
            assertThat(words.contains("身份证件号码：110*************2X"))
                    .as(kind.name())
                    .isEqualTo(kind.isIdentifying());
        }
    }

    @Test
    void moreTimeIsToldWithItsReasonAndTheNewDeadline() {
        assertThat(words(DocumentKind.EXTENSION))
                .contains("延长办理期限告知书", "第四十二条", "延长10个工作日", "在2026年12月23日前（含当日）作出决定", "需要外地检测机构协助");
        assertThat(Paper.words(render(DocumentKind.EXTENSION, Facts.ofAService(DocumentKind.EXTENSION))))
                .contains("延长10个工作日", "暂定");
    }

    @Test
    void aHearingIsToldWithTheRightToAskForItAndItsTimeWhenThatIsSettled() {
        assertThat(words(DocumentKind.HEARING))
                .contains("第四十六条、第四十七条", "五日内向我单位提出", "听证的费用由我单位承担", "申请回避")
                .contains("听证时间：2026年12月8日（星期二）上午9时。听证地点：芗城区政务服务中心三楼听证室。")
                .contains("10个工作日不计算在办理期限内");
        DocumentFacts unsettled = Facts.of(DocumentKind.HEARING).toBuilder()
                .hearingTime(null)
                .hearingPlace(null)
                .build();
        assertThat(Paper.words(render(DocumentKind.HEARING, unsettled)))
                .contains("五日内向我单位提出")
                .doesNotContain("听证时间");
    }

    @Test
    void anAnswerAtTheDeskIsTheDecisionInWriting() {
        assertThat(words(DocumentKind.ON_THE_SPOT))
                .contains("准予行政许可决定书（当场）", "第三十四条第二款", "准予的内容：准予在门前临时摆放花篮三日。", "特此决定。");
        assertThat(Paper.words(render(DocumentKind.ON_THE_SPOT, Facts.ofAService(DocumentKind.ON_THE_SPOT))))
                .contains("当场办理答复书", "现答复如下：准予在门前临时摆放花篮三日。");
    }

    private static String lastPage(byte[] pdf) {
        return Paper.read(pdf, document -> {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(document.getNumberOfPages());
            return stripper.getText(document).replaceAll("\\s", "");
        });
    }

    @ParameterizedTest
    @EnumSource
    void codeOnThePageLeadsToTheProgress(DocumentKind kind) throws NotFoundException {
        byte[] pdf = render(kind, Facts.of(kind));
        assertThat(Paper.code(Paper.picture(pdf, 0, 150))).isEqualTo(Facts.TRACKING);
    }

    @Test
    void rareCharactersOfNamesArePrinted() {
        DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE);
        String words = Paper.words(
                render(DocumentKind.ACCEPTANCE, Facts.with(facts, "㛃·𠅤堃𬭎", facts.reason(), facts.materials())));
        assertThat(words).contains("㛃·𠅤堃𬭎：").doesNotContain("〓");
    }

    @Test
    void lackingCharacterIsStoodInForVisiblyNotedAndLoggedWithoutTheText(CapturedOutput output) {
        DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE);
        String lacking = Character.toString(0x31350);
        String words = Paper.words(render(
                DocumentKind.ACCEPTANCE, Facts.with(facts, "林" + lacking + "远", facts.reason(), List.of("照片😀"))));

        assertThat(words).contains("林〓远：", "照片〓").contains("注：〓为字库未收的字（U+1F600、U+31350），以申请材料所载为准。");
        assertThat(output)
                .contains("WARN", "受理通知书 漳受〔2026〕17号 has 2 characters that the font lacks")
                .doesNotContain("林〓远", "林" + lacking, "31350");
    }

    @Test
    void invisibleCharactersAreLeftOut() {
        DocumentFacts facts = Facts.of(DocumentKind.TERMINATION);
        String words = Paper.words(render(
                DocumentKind.TERMINATION,
                Facts.with(facts, "林\u202E志\u0000远\uFE0F", "第一\uFEFF段\r\n\r\n\t第\u0007二段\uD800", List.of())));
        assertThat(words).contains("林志远：", "第一段第二段");
    }

    @Test
    void typedMarkupIsPrintedAsItIsAndLoadsNothing() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            String typed = "<img src=\"" + address + "/a.png\"/> ]]> & <link rel='stylesheet' href='" + address
                    + "/b.css'/> ${1+1} [[${1+1}]] &#x6B64;";
            DocumentFacts facts = Facts.of(DocumentKind.NON_ACCEPTANCE);
            String words =
                    Paper.words(render(DocumentKind.NON_ACCEPTANCE, Facts.with(facts, typed, typed, List.of(typed))));
            assertThat(words).contains(typed.replace(" ", ""));

            // Even a template that asks for something does not get it.
            String asking = "<html lang=\"zh-CN\"><head><title>此</title>"
                    + "<link rel=\"stylesheet\" type=\"text/css\" href=\"" + address + "/c.css\"/>"
                    + "<style>@import url(" + address + "/d.css); @font-face { font-family: x; src: url(" + address
                    + "/e.ttf); } body { font-family: x, \"Ganxian Serif SC\"; background: url(" + address
                    + "/f.png); }</style></head><body><p>此</p><img alt=\"此\" src=\"" + address + "/g.png\"/>"
                    + "<img alt=\"此\" src=\"file:///etc/hostname\"/><object data=\"" + address
                    + "/h.pdf\" type=\"application/pdf\"/></body></html>";
            byte[] pdf = new PdfWriter(TYPEFACE).write(asking, "此", "此", Facts.ISSUED);
            assertThat(Paper.words(pdf)).contains("此");
            assertThat(calls).hasValue(0);
        } finally {
            server.stop(0);
        }
    }
}
