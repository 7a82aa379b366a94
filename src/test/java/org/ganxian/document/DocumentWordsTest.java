package org.ganxian.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ganxian.document.pdf.Typeface;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a text becomes words, and which texts an editor may keep. */
class DocumentWordsTest {

    private static final Printable PRINTABLE = new Printable(new Typeface());
    private static final String GOOD = "你的“{事项}”申请，准予。\n准予的内容：{理由}\n特此决定。";

    private static String checked(Wording wording, Variant variant, String text) {
        return DocumentWords.checked(wording, variant, text, PRINTABLE);
    }

    private static List<String> words(String text, Map<Placeholder, List<String>> values) {
        DocumentWords.Sheet sheet = DocumentWords.sheet(text, values);
        return java.util.stream.Stream.concat(sheet.body().stream(), sheet.tail().stream())
                .flatMap(block -> block.lines().stream())
                .toList();
    }

    @Test
    void shippedTextsAreWhatAnEditorCouldKeep() {
        assertThat(DocumentTexts.shipped().keySet()).containsExactlyInAnyOrderElementsOf(DocumentTexts.Key.all());
        DocumentTexts.shipped()
                .forEach((key, words) ->
                        assertThat(checked(key.wording(), key.variant(), words)).isEqualTo(words));
    }

    @Test
    void aLineIsLeftOutWhenThereIsNothingToFillIn() {
        String text = "关于{事项}\n办理依据：{办理依据}。\n理由：{理由}\n{材料清单}\n此告。";
        assertThat(words(text, Map.of(Placeholder.ITEM, List.of("许可")))).containsExactly("关于许可", "此告。");
        assertThat(words(
                        text,
                        Map.of(
                                Placeholder.ITEM, List.of("许可"),
                                Placeholder.REASON, List.of("甲", "乙"),
                                Placeholder.MATERIALS, List.of("表"))))
                .containsExactly("关于许可", "理由：", "甲", "乙", "表", "此告。");
    }

    @Test
    void valuesAreNeitherEvaluatedNorFilledInOnceMore() {
        String typed = "{理由} $1 \\1 ${T(java.lang.Runtime)} [[${1+1}]] __${7*7}__ <b>";
        assertThat(words("“{事项}”{理由}", Map.of(Placeholder.ITEM, List.of(typed), Placeholder.REASON, List.of(typed))))
                .containsExactly("“" + typed + "”", typed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{身份证号}|没有 {身份证号}",
                "{复议机关}|没有 {复议机关}",
                "{事项|花括号要成对",
                "事项}|花括号要成对",
                "｛事项｝|花括号要成对",
                "${7*7}|没有 {7*7}",
                "{理由}。后面还有字|自成一段",
            })
    void aPlaceholderThatCannotBeFilledInIsRefused(String line, String reason) {
        assertThatThrownBy(() -> checked(Wording.GRANT, Variant.PERMIT, GOOD + "\n" + line))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatTheTextCannotGoWithoutIsNamed() {
        assertThatThrownBy(() -> checked(Wording.REFUSAL, Variant.PERMIT, GOOD)).hasMessage("缺少 {复议机关}（受理行政复议的机关）");
        assertThatThrownBy(() -> checked(Wording.GRANT, Variant.SERVICE, " \n "))
                .hasMessage("请填写文书的正文");
        assertThatThrownBy(() -> checked(Wording.GRANT, Variant.PERMIT, GOOD + "\n" + "长".repeat(601)))
                .hasMessageContaining("每段最多 600 字");
        assertThatThrownBy(() -> checked(Wording.GRANT, Variant.PERMIT, GOOD + "😀"))
                .hasMessageContaining("文书字库中没有");
    }

    @Test
    void onlyAPermitCitesTheLawOfPermits() {
        String citing = GOOD + "\n依据《中华人民共和国行政许可法》第三十八条。";
        assertThat(checked(Wording.GRANT, Variant.PERMIT, citing)).isEqualTo(citing);
        assertThatThrownBy(() -> checked(Wording.GRANT, Variant.SERVICE, citing))
                .hasMessageContaining("不引用行政许可法");
    }

    @Test
    void blankLinesAndWhatNobodySeesAreNotKept() {
        assertThat(checked(Wording.GRANT, Variant.PERMIT, GOOD.replace("\n", "\r\n\r\n　 ") + "\u200B\r\n"))
                .isEqualTo(GOOD);
    }

    @Test
    void theEndOfWhatIsLongGoesWithTheSignature() {
        DocumentWords.Sheet list =
                DocumentWords.sheet("{材料清单}\n此告。", Map.of(Placeholder.MATERIALS, Collections.nCopies(9, "表")));
        assertThat(list.body()).hasSize(1);
        assertThat(list.tail()).hasSize(2);
        assertThat(list.tail().get(0).from()).isEqualTo(8);

        DocumentWords.Sheet reason =
                DocumentWords.sheet("{理由}", Map.of(Placeholder.REASON, List.of("事情是这样的。".repeat(90))));
        assertThat(reason.body()).hasSize(1);
        assertThat(reason.tail())
                .singleElement()
                .satisfies(
                        end -> assertThat(end.lines().get(0)).startsWith("事情").hasSizeBetween(80, 120));
    }
}
