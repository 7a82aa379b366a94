package org.ganxian.insight.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.insight.Area;
import org.ganxian.insight.City;
import org.ganxian.insight.Managers;
import org.ganxian.insight.Show;
import org.ganxian.order.Story;
import org.ganxian.organization.Units;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** A page of a long list, read from an index, has what a page of a short one has, which is sorted. */
@IntegrationTest
class CaseOrderTest {

    private static final long SHORT = 0;
    private static final long LONG = 1_000_000;

    @Autowired
    Story story;

    @Autowired
    Cases cases;

    @Autowired
    Managers managers;

    @Autowired
    Units units;

    @BeforeEach
    void aWeek() {
        if (cases.count(filter(Show.OPEN, null)) == 0) {
            new City(story).livesThroughAWeek();
        }
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    private CaseFilter filter(Show show, String within) {
        Area area = managers.areaOf(within == null ? units.city() : units.get(within));
        return CaseFilter.of(area, Map.of("show", show.key(), "days", "90"), Instant.parse("2026-06-11T08:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource(Show.class)
    void aLongListStandsAsAShortOne(Show show) {
        for (CaseSort sort : CaseSort.values()) {
            for (String within : new String[] {null, City.STREET}) {
                CaseFilter filter = filter(show, within);
                List<String> all = cases.numbers(filter, sort, PageRequest.of(0, 1_000), SHORT);
                assertThat(all).hasSize((int) cases.count(filter));
                List<String> paged = new ArrayList<>();
                for (int page = 0; page * 3 < all.size(); page++) {
                    paged.addAll(cases.numbers(filter, sort, PageRequest.of(page, 3), LONG));
                }
                assertThat(paged).as("%s %s", show, sort).isEqualTo(all);
            }
        }
    }

    @Test
    void someListsAreLong() {
        assertThat(cases.count(filter(Show.OPEN, null))).isGreaterThan(3);
        assertThat(cases.count(filter(Show.RECEIVED, null))).isGreaterThan(10);
    }
}
