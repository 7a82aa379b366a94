package org.ganxian.platform;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one form of numbers and codes that people type: before they are counted, compared or looked up. */
public final class Codes {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}\\s\\uFE00-\\uFE0F]");
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\\u2212\\u30FC]");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long QUERY_CODES = 1_000_000_000_000L;

    private Codes() {}

    /** A new query code of twelve digits: easy to say over the telephone, and more than the limits let anybody guess (decision 017). */
    public static String freshQuery() {
        return "%012d".formatted(RANDOM.nextLong(QUERY_CODES));
    }

    /** The number of a case: half-width, upper case, plain hyphens, nothing invisible. Null becomes empty. */
    public static String number(@Nullable String typed) {
        return DASHES.matcher(plain(typed)).replaceAll("-");
    }

    /** A query code: as a number, and without the hyphens that group its digits. Null becomes empty. */
    public static String query(@Nullable String typed) {
        return DASHES.matcher(plain(typed)).replaceAll("");
    }

    private static String plain(@Nullable String typed) {
        return typed == null
                ? ""
                : UNSEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                        .replaceAll("")
                        .toUpperCase(Locale.ROOT);
    }
}
