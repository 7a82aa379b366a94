package org.ganxian.danger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Tries a list of words on what residents wrote in the last month. Changes nothing. */
@Component
@RequiredArgsConstructor
class LastMonth {

    private static final Duration LOOKED_BACK = Duration.ofDays(31);
    private static final int MOST = 5_000;
    private static final int SHOWN = 50;

    /**
     * @param cases how many were looked at
     * @param others how many would be taken for danger by one list alone
     * @param shown the newest of them
     */
    record Trial(int cases, int others, List<Other> shown) {}

    /** @param danger whether the new list takes it for danger; the old one says otherwise */
    record Other(String number, boolean danger) {}

    private final RecentReports reports;
    private final Clock clock;

    Trial of(WordList now, WordList then) {
        List<RecentReports.Report> some = reports.since(clock.instant().minus(LOOKED_BACK), MOST);
        List<Other> others = new ArrayList<>();
        for (RecentReports.Report report : some) {
            boolean danger = then.isDanger(report.text());
            if (danger != now.isDanger(report.text())) {
                others.add(new Other(report.number(), danger));
            }
        }
        return new Trial(some.size(), others.size(), others.subList(0, Math.min(SHOWN, others.size())));
    }
}
