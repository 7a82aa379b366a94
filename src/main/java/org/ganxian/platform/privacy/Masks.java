package org.ganxian.platform.privacy;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;

/** How names and numbers look to those who need not know them. Null stays null. */
public final class Masks {

    /** 2026-06-08: when a lamp was mended. Older ones may be somebody's birthday. */
    private static final String DATE = "202[0-9]-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])(?![0-9-])";

    /**
     * Digits that could be a telephone's or a person's number: seven or more in a row, hyphens and blanks aside, in
     * either width. Possessive: a
     * group that may be given back costs a frame of the stack each time, and a text of digits alone used it up.
     */
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![0-9０-９A-Za-z-])(?!" + DATE + ")[0-9０-９](?:[ 　-]?[0-9０-９]){6,}+[XxＸｘ]?");

    private Masks() {}

    /** 陈小明 → 陈**. */
    @Contract("!null -> !null")
    public static @Nullable String name(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return name;
        }
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first) + "*".repeat(Math.max(1, name.codePointCount(first, name.length())));
    }

    /** 13900000001 → 139****0001; short numbers keep their last two digits. */
    @Contract("!null -> !null")
    public static @Nullable String phone(@Nullable String phone) {
        if (phone == null || phone.isBlank()) {
            return phone;
        }
        if (phone.length() < 8) {
            return "****" + phone.substring(Math.max(0, phone.length() - 2));
        }
        return phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }

    /** 11010519491231002X → 110*************2X. */
    @Contract("!null -> !null")
    public static @Nullable String idNumber(@Nullable String number) {
        return number == null || number.length() < 8
                ? number
                : number.substring(0, 3) + "*".repeat(number.length() - 5) + number.substring(number.length() - 2);
    }

    /** Numbers of telephones and persons within a text, for files that leave the house. */
    @Contract("!null -> !null")
    public static @Nullable String inText(@Nullable String text) {
        return text == null ? null : NUMBERS.matcher(text).replaceAll(found -> phone(found.group()));
    }
}
