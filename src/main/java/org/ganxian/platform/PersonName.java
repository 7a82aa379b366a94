package org.ganxian.platform;

import java.text.Normalizer;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of people and organisations, as every door keeps them: one spelling for what looks the same. */
public final class PersonName {

    /** The one of the national standard (GB/T 15835 and identity cards), as in 阿卜杜拉·买买提. */
    private static final String DOT = "·";

    private static final Pattern DOTS =
            Pattern.compile("\\s*[\\u2022\\u30FB\\uFF65\\u2027\\u22C5\\u2219\\u0387\\u00B7\\u2E31\\u2E33]\\s*");
    private static final Pattern STOP_BETWEEN_HAN = Pattern.compile("(?<=\\p{IsHan})\\s*[.．]\\s*(?=\\p{IsHan})");
    /** Full-width letters and digits, and radicals that were copied out of a PDF; full-width brackets are Chinese. */
    private static final Pattern OTHER_WIDTH =
            Pattern.compile("[\\uFF10-\\uFF19\\uFF21-\\uFF3A\\uFF41-\\uFF5A\\u2E80-\\u2FDF\\uFB00-\\uFB06]+");

    private static final Pattern PRIVATE = Pattern.compile("[\\uE000-\\uF8FF]");

    /** Where older input methods of GB 18030-2000 put characters that Unicode has had a place for since. */
    private static final Map<String, String> GIVEN_A_PLACE = ShippedCsv.rows("data/gb18030-places.csv").stream()
            .collect(Collectors.toMap(
                    row -> Character.toString(Integer.parseInt(row.get("private"), 16)),
                    row -> Character.toString(Integer.parseInt(row.get("unicode"), 16))));

    private PersonName() {}

    /** The name as it is kept; null when there is nothing to be seen of one. */
    public static @Nullable String of(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String name = replaced(PRIVATE, Texts.visible(written), c -> GIVEN_A_PLACE.getOrDefault(c, c));
        name = replaced(OTHER_WIDTH, name, part -> Normalizer.normalize(part, Normalizer.Form.NFKC));
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        name = DOTS.matcher(name).replaceAll(DOT);
        name = STOP_BETWEEN_HAN.matcher(name).replaceAll(DOT);
        name = name.replaceAll("[\\h]+", " ").strip();
        return name.isEmpty() ? null : name;
    }

    private static String replaced(Pattern pattern, String text, Function<String, String> other) {
        return pattern.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(other.apply(found.group())));
    }
}
