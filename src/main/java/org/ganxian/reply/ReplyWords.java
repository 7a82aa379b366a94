package org.ganxian.reply;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;

/** The words of a template: one pass fills in what stands between braces, and nothing is ever executed. */
final class ReplyWords {

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}?|}");

    /** Where the case has no such fact: whoever writes sees that something is to be filled in. */
    private static final String BLANK = "＿＿＿";

    private ReplyWords() {}

    /**
     * The typed words as they may be kept.
     *
     * @param longest of the field, in characters
     * @throws Refusal 400 for a placeholder that there is none of, and for what the field would not take
     */
    static String checked(String typed, int longest) {
        String words = Texts.visible(typed).replace("\r\n", "\n").strip();
        if (words.isEmpty() || !Texts.isReadable(words)) {
            throw Refusal.field("words", words.isEmpty() ? "请填写模板内容" : "含有不可见的控制字符，请删除后重试");
        }
        Matcher braces = BRACES.matcher(words);
        while (braces.find()) {
            String word = braces.group(1);
            if (!braces.group().endsWith("}")
                    || word == null
                    || Placeholder.of(word).isEmpty()) {
                throw Refusal.field("words", "没有“%s”这种占位，可以用的是 %s".formatted(braces.group(), known()));
            }
        }
        int length = Math.max(Texts.length(words), Texts.length(sample(words)));
        if (length > longest) {
            throw Refusal.field("words", "这一栏最多 %d 字，填上样例后有 %d 字".formatted(longest, length));
        }
        return words;
    }

    private static String known() {
        return Arrays.stream(Placeholder.values()).map(Placeholder::written).collect(Collectors.joining(" "));
    }

    /** Of an invented case. */
    static String sample(String words) {
        return filled(words, Placeholder::sample);
    }

    /** @param facts of a case; what is missing leaves a blank */
    static String filled(String words, Map<Placeholder, String> facts) {
        return filled(words, placeholder -> facts.getOrDefault(placeholder, BLANK));
    }

    private static String filled(String words, Function<Placeholder, String> values) {
        return BRACES.matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group()
                                : Placeholder.of(found.group(1)).map(values).orElse(found.group())));
    }
}
