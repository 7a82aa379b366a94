package org.ganxian.insight.finding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.platform.Codes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Understands a number as people type it: {@code zz20261123-17}, {@code ２０２６１１２３ 000017}. */
@Component
class CaseNumber {

    private static final Pattern NUMBER = Pattern.compile("([A-Z]{0,6})((?:19|20)\\d{6})-?(\\d{1,6})");

    private final String prefix;

    /** @param prefix of this city's numbers, put before those that lack it */
    CaseNumber(@Value("${ganxian.number-prefix}") String prefix) {
        this.prefix = prefix;
    }

    /** In its one form; empty for what is none. */
    Optional<String> of(String typed) {
        Matcher parts = NUMBER.matcher(Codes.number(typed));
        return parts.matches()
                ? Optional.of("%s%s-%06d"
                        .formatted(
                                parts.group(1).isEmpty() ? prefix : parts.group(1),
                                parts.group(2),
                                Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }
}
