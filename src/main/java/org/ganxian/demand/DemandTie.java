package org.ganxian.demand;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Tie;

/** A tie of every demand there is. */
@RequiredArgsConstructor(access = AccessLevel.PROTECTED)
public abstract class DemandTie implements Tie {

    private final String id;
    private final String title;
    private final ManyDemands many;

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final List<Kept> after(String key, int most) {
        return many.after(key, most);
    }
}
