package org.ganxian.order.danger;

import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.danger.RecentReports;
import org.ganxian.demand.ManyDemands;
import org.springframework.stereotype.Component;

/** For trying words of danger on what residents really wrote. */
@Component
@RequiredArgsConstructor
class OrdersAsWritten implements RecentReports {

    private final ManyDemands demands;

    @Override
    public List<Report> since(Instant since, int most) {
        return demands.writtenSince(since, most).stream()
                .map(written -> new Report(written.number(), written.title() + "\n" + written.description()))
                .toList();
    }
}
