package org.ganxian.window.flow;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.platform.Refusal;

/** When a hearing is, by the clock of Asia/Shanghai. */
record HearingTime(LocalDateTime at) {

    /** Days between the notice and the hearing, at least (行政许可法第四十八条). */
    private static final int NOTICE_DAYS = 7;

    private static final int MOST_DAYS = 366;
    private static final Pattern TYPED =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?[t]?(\\d{1,2})(?:[:时点](?:(\\d{1,2})分?)?)");
    private static final DateTimeFormatter PRINTED =
            DateTimeFormatter.ofPattern("yyyy年M月d日（EEEE）H时", Locale.SIMPLIFIED_CHINESE);

    /**
     * @param typed as 2026-06-18 09:00 or 2026年6月18日9时30分
     * @param today of the notice
     * @throws Refusal 400 for what is no time, too soon or too far away
     */
    static HearingTime of(String typed, LocalDate today) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        // A blank parts day and hour, and may stand anywhere else.
        String joined = plain.replaceAll("(?<=\\d)\\s+(?=\\d)", "t").replaceAll("\\s", "");
        Matcher parts = TYPED.matcher(joined);
        if (!parts.matches()) {
            throw Refusal.field("hearingTime", "听证时间要写明年月日和几时，如 2026-06-18 09:00");
        }
        LocalDateTime at = read(parts);
        if (at.toLocalDate().isBefore(today.plusDays(NOTICE_DAYS))) {
            throw Refusal.field("hearingTime", "听证应当在举行的七日前通知申请人，最早定在 " + today.plusDays(NOTICE_DAYS));
        } else if (at.toLocalDate().isAfter(today.plusDays(MOST_DAYS))) {
            throw Refusal.field("hearingTime", "听证时间定得太远，请核对年份");
        }
        return new HearingTime(at);
    }

    private static LocalDateTime read(Matcher parts) {
        try {
            return LocalDateTime.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)),
                    parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5)));
        } catch (DateTimeException wrong) {
            throw Refusal.field("hearingTime", "没有这个日期或者时间，请核对");
        }
    }

    /** {@code 2026年6月18日（星期四）9时30分}, for paper and notice. */
    String inWords() {
        return PRINTED.format(at) + (at.getMinute() == 0 ? "" : "%02d分".formatted(at.getMinute()));
    }
}
