package org.ganxian.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganxian.organization.Unit.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceNamesTest {

    private final PlaceNames places = PlaceNames.of(List.of(
            unit("350600", Kind.CITY, null, "漳州市"),
            unit("350602", Kind.DISTRICT, "350600", "芗城区"),
            unit("350604", Kind.DISTRICT, "350600", "龙海区"),
            unit("350605", Kind.DISTRICT, "350600", "长泰区"),
            unit("350602004", Kind.STREET, "350602", "巷口街道"),
            unit("350602005", Kind.STREET, "350602", "南坑街道"),
            unit("350602004001", Kind.COMMUNITY, "350602004", "榕荫社区"),
            unit("350602004002", Kind.COMMUNITY, "350602004", "新行社区"),
            unit("350602005002", Kind.COMMUNITY, "350602005", "新行社区"),
            unit("350604100", Kind.STREET, "350604", "榜山镇"),
            unit("350604100200", Kind.COMMUNITY, "350604100", "平宁村"),
            unit("350602004001B1", Kind.BRANCH, "350602004001", "榕荫社区党支部")));

    private static Unit unit(String code, Kind kind, String parent, String name) {
        return new Unit(code, kind, parent, name, null, false);
    }

    @ParameterizedTest
    @CsvSource({
        "福建省漳州市芗城区巷口街道榕荫社区, 350602004001",
        "巷口街道办事处, 350602004",
        "榕荫社区居委会, 350602004001",
        "榕荫居委会, 350602004001",
        "榕荫社区居民委员会, 350602004001",
        "龙海市, 350604",
        "长泰县, 350605",
        "漳州市龙海市榜山镇, 350604100",
        "龙海市榜山镇平宁村村委会, 350604100200",
        "榜山镇人民政府, 350604100",
        "350602004001, 350602004001",
        "350602000000, 350602",
        "３５０６０２００４００１, 350602004001",
        "漳州 / 芗城 / 巷口 / 榕荫, 350602004001",
        "芗城区榕荫社区, 350602004001",
        "福建省漳州市, 350600",
        "榕荫\u200b社区, 350602004001",
        "巷口街道新行社区, 350602004002",
        "南坑街道新行社区居委会, 350602005002"
    })
    void aPlaceIsFoundAsPeopleWriteIt(String written, String code) {
        assertThat(places.find(written)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "新行社区", "芗城区新行社区", "龙海区榕荫社区", "厦门市", "榕荫社区党支部", "社区", "999999", "市"})
    void whatNamesNoneOrSeveralFindsNone(String written) {
        assertThat(places.find(written)).isEmpty();
    }
}
