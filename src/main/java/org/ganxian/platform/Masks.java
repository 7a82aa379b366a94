package org.ganxian.platform;

/** How names and numbers look to those who need not know them. Null stays null. */
public final class Masks {

    private Masks() {}

    /** 陈小明 → 陈**. */
    public static String name(String name) {
        if (name == null || name.isBlank()) {
            return name;
        }
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first) + "*".repeat(Math.max(1, name.codePointCount(first, name.length())));
    }

    /** 13900000001 → 139****0001; short numbers keep their last two digits. */
    public static String phone(String phone) {
        if (phone == null || phone.isBlank()) {
            return phone;
        }
        if (phone.length() < 8) {
            return "****" + phone.substring(Math.max(0, phone.length() - 2));
        }
        return phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }

    /** 11010519491231002X → 110*************2X. */
    public static String idNumber(String number) {
        return number == null || number.length() < 8
                ? number
                : number.substring(0, 3) + "*".repeat(number.length() - 5) + number.substring(number.length() - 2);
    }
}
