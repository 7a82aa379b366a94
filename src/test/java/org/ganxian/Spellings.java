package org.ganxian;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The number of a case as people write, say and copy it. */
public final class Spellings {

    private Spellings() {}

    public static List<String> of(String number) {
        return List.of(
                number,
                " " + number.toLowerCase(Locale.ROOT) + " ",
                fullWidth(number),
                number.replace("-", " – "),
                number.replace("-", "\u00ad-\ufeff").replaceFirst("(?<=\\D)(?=\\d)", "\u200b"),
                number.replace('-', '\u2212'),
                "\u202e" + number.replace('-', '—') + "\u3000");
    }

    private static String fullWidth(String number) {
        String wide = number.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(c -> Character.toString(c + 0xFEE0))
                .collect(Collectors.joining());
        assert Normalizer.normalize(wide, Normalizer.Form.NFKC).equalsIgnoreCase(number);
        return wide;
    }
}
