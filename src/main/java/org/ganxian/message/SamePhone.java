package org.ganxian.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What else was demanded by telephone number of the same resident, for those who may see that number. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SamePhone {

    /** Nothing that anybody wrote. */
    public record Other(String number, String categoryCode, Status status, Instant receivedAt) {}

    /** So many are counted; where there are more, these are all that is said. */
    public static final int MOST = 100;

    private static final Duration MEMORY = Duration.ofDays(365);

    private final ResidentContact.Repository contacts;
    private final Clock clock;

    /**
     * Those of the last twelve months, newest first, at most {@link #MOST}. Cases that concern a danger are not among them: who helps with a
     * lamp need not learn of them.
     */
    @Transactional(readOnly = true)
    public List<Other> of(Demand demand) {
        return contacts.findById(demand.id())
                .map(ResidentContact::phoneKey)
                .map(key -> contacts.others(key, demand.id(), clock.instant().minus(MEMORY), Limit.of(MOST)))
                .orElse(List.of());
    }
}
