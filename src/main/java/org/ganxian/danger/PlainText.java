package org.ganxian.danger;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ganxian.platform.Texts;

/** A text as danger is looked for in it: one form of each character, simplified, without blanks and signs. */
final class PlainText {

    private static final Pattern CLAUSE_END = Pattern.compile("[。！？；，!?;,\\n\\r]+");
    private static final Pattern SIGNS = Pattern.compile("[\\s\\p{Z}\\p{P}\\p{S}\\p{C}]+");

    private PlainText() {}

    static List<String> clauses(String text) {
        return CLAUSE_END
                .splitAsStream(Normalizer.normalize(Texts.visible(text), Normalizer.Form.NFKC))
                .map(PlainText::of)
                .filter(clause -> !clause.isEmpty())
                .toList();
    }

    static String of(String text) {
        String plain =
                Normalizer.normalize(Texts.visible(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return ZhConverterUtil.toSimple(SIGNS.matcher(plain).replaceAll(""));
    }
}
