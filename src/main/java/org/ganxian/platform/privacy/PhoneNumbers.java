package org.ganxian.platform.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Telephone numbers as people and other systems write them, for all doors. What may be dialled is asked of libphonenumber;
 * how it is written in China is known here.
 */
@Component
public class PhoneNumbers {

    public static final String HINT = "电话号码不正确，请填写 11 位手机号，或带区号的固定电话（如 0596-2020000）";

    /** Between two numbers in what {@link Written#canonical} returns. */
    private static final String AND = "、";

    private static final int I = Pattern.CASE_INSENSITIVE;
    private static final Pattern LABEL =
            Pattern.compile("^(?:tel|phone|mobile|mob|联系电话|来电号码|电话号码|电话|手机号码?|手机|固定电话|固话|座机)[\\s:.]*(?=[+(\\d])", I);
    private static final Pattern QUOTED = Pattern.compile("^[=\"'“”‘’`]+|[\"'“”‘’`]+$");
    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\u2500\\u30FC\\uFE58\\uFE63~_]");
    /** What a spreadsheet makes of a number. */
    private static final Pattern DECIMAL = Pattern.compile("^(\\d{5,15})\\.0+$");

    private static final Pattern BETWEEN = Pattern.compile("[/、,，;；|\\n\\t]+|\\s{2,}|或者?|以及|和|及");
    private static final Pattern EXTENSION =
            Pattern.compile("^(.*\\d)[\\s)]*(?:转接?|分机号?|内线|ext\\.?|x|\\*|#)[\\s:]*(\\d{1,6})$", I);
    private static final Pattern DASHED_EXTENSION = Pattern.compile("^(\\(?0\\d{2,3}[)-]+\\d{7,8})-(\\d{1,6})$");
    private static final Pattern KEPT_EXTENSION = Pattern.compile("^(0\\d{9,11}|1[3-9]\\d{9})-(\\d{1,6})$");
    private static final Pattern LOCAL_EXTENSION = Pattern.compile("^([2-8]\\d{6,7})-(\\d{1,6})$");
    private static final Pattern PLAIN = Pattern.compile("\\+?\\d+");

    /** Dialled before a number to have it carried by another network. */
    private static final Pattern CARRIER =
            Pattern.compile("^(?:179\\d{2}|1259[03]|10193)(?=0?1[3-9]\\d{9}$|0\\d{9,11}$)");

    private static final Pattern MAINLAND = Pattern.compile("^(?:(?:\\+|00)86|86(?=1[3-9]\\d{9}$|0?[1-9]\\d{8,10}$))");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    /** With a needless zero, as for calls to another province, or with an area code. */
    private static final Pattern MOBILE_FROM_AFAR = Pattern.compile("0(?:\\d{2,3})?(1[3-9]\\d{9})");

    private static final Pattern FREE_OR_SHARED = Pattern.compile("[48]00\\d{7}");
    private static final Pattern SERVICE = Pattern.compile("1[02]\\d{3}|95\\d{3,6}|96\\d{3,4}");
    private static final Pattern NEIGHBOUR = Pattern.compile("85[23]\\d{8}|886[2-9]\\d{7,8}");
    private static final Pattern TAIWAN_MOBILE = Pattern.compile("0(9\\d{8})");
    /** Long enough to be told from other numbers in a sentence. */
    private static final Pattern IN_WORDS = Pattern.compile("(?<![\\d*.+-])(?:(?:\\+|00)?86[ -]?)?"
            + "(?:1[3-9]\\d(?:[ -]?\\d{4}){2}|\\(?0\\d{2,3}\\)?[ -]?\\d{7,8})(?![\\d*.])");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String areaCode;

    /** @param areaCode of the city, with its zero: for local numbers that are written without one */
    PhoneNumbers(@Value("${ganxian.area-code}") String areaCode) {
        if (!areaCode.matches("0\\d{2,3}")) {
            throw new IllegalArgumentException("ganxian.area-code: " + areaCode);
        }
        this.areaCode = areaCode;
    }

    /**
     * What somebody wrote, understood. At least one of both is there.
     *
     * @param number that can be dialled: {@code 13900000001}, {@code 05962020000}, {@code 05962020000-801} with an
     *     extension, {@code 4001234567}, {@code 12345}, {@code +85223456789} outside the mainland; null for none
     * @param rest what else was written: a second number, a word such as 保密; null for nothing
     */
    public record Written(@Nullable String number, @Nullable String rest) {

        public static final Written NOTHING = new Written(null, null);

        public boolean isDialable() {
            return number != null;
        }

        /** One text for all of it, read as the same again; null for nothing. */
        public @Nullable String canonical() {
            return number == null || rest == null ? number == null ? rest : number : number + AND + rest;
        }
    }

    /** Nothing for null and for what shows nothing. */
    public Written read(@Nullable String typed) {
        String text = typed == null ? "" : plain(typed);
        if (text.isEmpty()) {
            return Written.NOTHING;
        }
        return dialled(text)
                .map(number -> new Written(number, null))
                .or(() -> severalIn(List.of(BETWEEN.split(text))))
                .or(() -> twoWithABlank(text))
                .or(() -> inWords(text))
                .orElseGet(() -> new Written(null, text));
    }

    /**
     * What people give as their own, where they can be asked again: one number or several, and nothing else. Empty for
     * anything else, and for the short number of a service, which is nobody's own.
     */
    public Optional<Written> own(@Nullable String typed) {
        Written written = read(typed);
        boolean numbersOnly = written.rest() == null
                || Stream.of(written.rest().split(AND))
                        .allMatch(part -> dialled(part).isPresent());
        return Optional.of(written)
                .filter(w -> w.number() != null && numbersOnly)
                .filter(w -> !SERVICE.matcher(w.number()).matches());
    }

    private static String plain(String typed) {
        String text = Normalizer.normalize(Texts.visible(typed), Normalizer.Form.NFKC);
        text = DASHES.matcher(text.replaceAll("[\\t\\r]", " ")).replaceAll("-").strip();
        text = QUOTED.matcher(text).replaceAll("").strip();
        return DECIMAL.matcher(text).replaceFirst("$1");
    }

    private Optional<Written> severalIn(List<String> parts) {
        String first = null;
        List<String> rest = new ArrayList<>();
        for (String part : parts) {
            Optional<String> number = dialled(part.strip());
            if (first == null && number.isPresent()) {
                first = number.get();
            } else if (!part.isBlank()) {
                rest.add(number.orElse(part.strip()));
            }
        }
        return first == null ? Optional.empty() : Optional.of(new Written(first, joined(rest)));
    }

    private static @Nullable String joined(List<String> parts) {
        return parts.isEmpty() ? null : parts.stream().distinct().collect(Collectors.joining(AND));
    }

    private Optional<Written> twoWithABlank(String text) {
        for (int blank = text.indexOf(' '); blank > 0; blank = text.indexOf(' ', blank + 1)) {
            Optional<String> first = dialled(text.substring(0, blank));
            Optional<String> second = dialled(text.substring(blank + 1).strip());
            if (first.isPresent() && second.isPresent()) {
                return Optional.of(new Written(first.get(), second.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Written> inWords(String text) {
        for (Matcher found = IN_WORDS.matcher(text); found.find(); ) {
            Optional<String> number = dialled(found.group());
            if (number.isPresent()) {
                String rest = (text.substring(0, found.start()) + " " + text.substring(found.end())).strip();
                return Optional.of(new Written(number.get(), rest.isEmpty() ? null : rest));
            }
        }
        return Optional.empty();
    }

    /** One number and nothing else. */
    private Optional<String> dialled(String written) {
        String text = LABEL.matcher(written.strip()).replaceFirst("");
        Matcher named = EXTENSION.matcher(text);
        if (named.matches()) {
            return called(named.group(1)).map(number -> number + "-" + named.group(2));
        }
        String close = text.replaceAll("\\s", "");
        return extended(DASHED_EXTENSION, close)
                .or(() -> extended(KEPT_EXTENSION, close))
                .or(() -> extended(LOCAL_EXTENSION, close))
                .or(() -> called(text));
    }

    private Optional<String> extended(Pattern pattern, String close) {
        Matcher parts = pattern.matcher(close);
        return parts.matches() ? called(parts.group(1)).map(number -> number + "-" + parts.group(2)) : Optional.empty();
    }

    private Optional<String> called(String written) {
        String digits = written.replaceAll("[\\s().-]", "");
        // 1.39E+10 has letters, 139****0001 stars: neither is a number.
        if (!PLAIN.matcher(digits).matches() || written.matches(".*\\d\\.\\d.*") && !written.matches("[\\d.]{9,}")) {
            return Optional.empty();
        }
        digits = CARRIER.matcher(digits).replaceFirst("");
        if (!digits.startsWith("+") && NEIGHBOUR.matcher(digits).matches()) {
            return abroad("+" + digits);
        }
        String here = MAINLAND.matcher(digits).replaceFirst("");
        if (here.startsWith("+") || here.startsWith("00")) {
            return abroad(here.replaceFirst("^00", "+"));
        }
        return mainland(here);
    }

    private Optional<String> mainland(String digits) {
        Matcher fromAfar = MOBILE_FROM_AFAR.matcher(digits);
        Matcher taiwan = TAIWAN_MOBILE.matcher(digits);
        if (MOBILE.matcher(digits).matches()
                || FREE_OR_SHARED.matcher(digits).matches()
                || SERVICE.matcher(digits).matches()
                || isLandline(digits)) {
            return Optional.of(digits);
        } else if (fromAfar.matches()) {
            return Optional.of(fromAfar.group(1));
        } else if (taiwan.matches()) {
            return abroad("+886" + taiwan.group(1));
        } else if (digits.matches("[2-8]\\d{6,7}")) {
            return Optional.of(areaCode + digits).filter(this::isLandline);
        }
        return digits.matches("[2-9]\\d{8,10}") ? Optional.of("0" + digits).filter(this::isLandline) : Optional.empty();
    }

    private boolean isLandline(String digits) {
        if (!digits.startsWith("0")) {
            return false;
        }
        return parsed(digits, "CN")
                .filter(n -> numbers.getNumberType(n) == PhoneNumberType.FIXED_LINE)
                .isPresent();
    }

    private Optional<String> abroad(String number) {
        return parsed(number, "ZZ").map(n -> numbers.format(n, PhoneNumberFormat.E164));
    }

    private Optional<PhoneNumber> parsed(String number, String region) {
        try {
            return Optional.of(numbers.parse(number, region)).filter(numbers::isValidNumber);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
