package org.ganxian.document;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Numbers for papers that another module keeps itself, counted as documents are: by organ, kind and year, without gaps. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Serials {

    private final Organs organs;
    private final RunningNumbers numbers;

    /**
     * 机关代字 of a unit, which gets one with its first paper, for good.
     *
     * @param unit code of a unit that is known to exist
     */
    public String mark(String unit) {
        return organs.of(unit).mark();
    }

    /**
     * Waits until nobody else counts this series, and keeps others waiting to the end of the caller's transaction.
     *
     * @param series what the numbers have in front, at most 40 characters, beginning with the organ's mark
     */
    public void hold(String series, int year) {
        numbers.hold(series, year);
    }

    /** The next number, given back by rolling back; only after {@link #hold}. */
    public int next(String series, int year) {
        return numbers.next(series, year);
    }
}
