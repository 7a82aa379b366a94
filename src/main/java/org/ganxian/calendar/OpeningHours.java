package org.ganxian.calendar;

/**
 * A part of a day, in minutes from midnight.
 *
 * @param opens first minute in it, 0 to 1439
 * @param closes first minute after it, up to 1440 (24:00)
 */
public record OpeningHours(int opens, int closes) {

    /** {@code 00:00} to {@code 24:00}, as a regular expression. */
    public static final String TIME_OF_DAY = "([01]\\d|2[0-3]):[0-5]\\d|24:00";

    static final int DAY = 24 * 60;
    public static final OpeningHours WHOLE_DAY = new OpeningHours(0, DAY);

    public OpeningHours {
        if (opens < 0 || closes > DAY || opens >= closes) {
            throw new IllegalArgumentException("No part of a day: " + opens + " to " + closes);
        }
    }

    /**
     * From {@code 08:00} to {@code 12:00}; {@code 24:00} may close.
     *
     * @throws IllegalArgumentException for texts that are no time of day, or in the wrong order
     */
    public static OpeningHours of(String opens, String closes) {
        return new OpeningHours(minute(opens), minute(closes));
    }

    private static int minute(String time) {
        if (!time.matches(TIME_OF_DAY)) {
            throw new IllegalArgumentException("No time of day: " + time);
        }
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    public static String text(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    /** {@code 08:00–12:00}. */
    @Override
    public String toString() {
        return text(opens) + "–" + text(closes);
    }
}
