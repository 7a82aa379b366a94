package org.ganxian.casework.panel;

import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.panel.TaskPanel.Earlier;
import org.ganxian.casework.panel.TaskPanel.EarlierDemand;
import org.ganxian.casework.panel.TaskPanel.Similar;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.ManyDemands;
import org.ganxian.demand.SamePlace;
import org.ganxian.demand.Status;
import org.ganxian.message.SamePhone;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.similar.SimilarDemands;
import org.springframework.stereotype.Component;

/** What the panel says of other demands: which are likely the same, and what there was at the place before. */
@Component
@RequiredArgsConstructor
class OtherDemands {

    private static final int TEXT_LENGTH = 120;
    private static final int LATEST = 5;

    private final SimilarDemands similar;
    private final SamePlace samePlace;
    private final SamePhone samePhone;
    private final ManyDemands many;
    private final Categories categories;

    /** What somebody wrote is shown to the unit that serves it alone. Titles are seen by all who may merge; numbers are masked in both. */
    List<Similar> similar(Demand demand) {
        return similar.to(demand).stream()
                .map(found -> {
                    SamePlace.Open other = found.demand();
                    Double metres = found.distanceMetres();
                    return new Similar(
                            other.number(),
                            Masks.inText(other.title()),
                            found.sameUnit() ? other.address() : null,
                            found.sameUnit() ? Texts.shorten(Masks.inText(other.description()), TEXT_LENGTH) : null,
                            other.receivedAt(),
                            metres == null ? null : Math.round(metres));
                })
                .toList();
    }

    /** How many others are answered with it. */
    int followers(Demand demand) {
        return many.countFollowersOf(demand);
    }

    Earlier earlier(Demand demand) {
        SamePlace.Earlier found = samePlace.before(demand);
        return new Earlier(
                found.total(),
                found.more(),
                found.latest().stream()
                        .map(f -> earlier(f.number(), f.categoryCode(), f.status(), f.receivedAt()))
                        .toList());
    }

    Earlier ofTheSamePhone(Demand demand) {
        List<SamePhone.Other> found = samePhone.of(demand);
        return new Earlier(
                found.size(),
                found.size() == SamePhone.MOST,
                found.stream()
                        .limit(LATEST)
                        .map(f -> earlier(f.number(), f.categoryCode(), f.status(), f.receivedAt()))
                        .toList());
    }

    private EarlierDemand earlier(String number, String category, Status status, Instant receivedAt) {
        return new EarlierDemand(number, String.join(" / ", categories.path(category)), status.title(), receivedAt);
    }
}
