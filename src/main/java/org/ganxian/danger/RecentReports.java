package org.ganxian.danger;

import java.time.Instant;
import java.util.List;

/** What residents wrote lately; whoever keeps their orders answers. */
public interface RecentReports {

    /** @param text title and description */
    record Report(String number, String text) {}

    /** Newest first, {@code most} of them at most. */
    List<Report> since(Instant since, int most);
}
