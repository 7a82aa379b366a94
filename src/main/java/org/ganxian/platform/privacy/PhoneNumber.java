package org.ganxian.platform.privacy;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mainland telephone numbers as people write them. */
public final class PhoneNumber {

    public static final String HINT = "电话号码不正确，请填写 11 位手机号，或带区号的固定电话（如 0596-2020000）";

    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern LANDLINE = Pattern.compile("0\\d{2,3}\\d{7,8}(-\\d{1,5})?");

    private PhoneNumber() {}

    /** Digits only (a landline's extension keeps its dash), empty when it is no such number. */
    public static Optional<String> parse(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        String digits = written.strip()
                .replaceAll("[\\s()（）]", "")
                .replaceFirst("^(\\+|00)86-?|^86-?(?=1[3-9][\\d-]{9,}$)", "");
        if (MOBILE.matcher(digits.replace("-", "")).matches()) {
            return Optional.of(digits.replace("-", ""));
        }
        String landline = digits.replaceFirst("^(0\\d{2,3})-", "$1");
        return LANDLINE.matcher(landline).matches() ? Optional.of(landline) : Optional.empty();
    }
}
