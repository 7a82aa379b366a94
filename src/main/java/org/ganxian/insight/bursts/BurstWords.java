package org.ganxian.insight.bursts;

import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.insight.bursts.BurstFinder.Found;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;

/** Says a burst in zh-CN. */
@Component
@RequiredArgsConstructor
class BurstWords {

    private static final int NAME = 40;

    private final Categories categories;
    private final Units units;

    String place(String code) {
        return units.find(code).map(Unit::name).orElse(code);
    }

    String category(String code) {
        return categories.find(code).map(Category::name).orElse(code);
    }

    String title(Found found) {
        return "突增：" + StringUtils.abbreviate(place(found.place()), "…", NAME) + "“"
                + StringUtils.abbreviate(category(found.category()), "…", NAME) + "”";
    }

    String text(Found found) {
        return of(found.from(), found.to(), found.cases(), found.usual().toPlainString(), found.measured());
    }

    /** 最近 7 天收到 12 件，平常 2.5 件。 */
    String of(LocalDate from, LocalDate to, int cases, String usual, int measured) {
        String days = "最近 " + (to.toEpochDay() - from.toEpochDay() + 1) + " 天收到 " + cases + " 件，";
        if (measured < BurstRule.ENOUGH_DAYS) {
            return days + (measured <= 0 ? "此前没有记录可比。" : "此前只有 " + measured + " 天的记录，没有平常可比。");
        }
        int weeks = BurstRule.WEEKS;
        return days + "平常 " + usual + " 件（此前 " + (measured < 7 * weeks ? measured + " 天" : weeks + " 周") + "的平均）。";
    }
}
