package org.ganxian.insight.bursts;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.SettingsSection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 突增: from which number on managers are told. Each edition of the setting is kept with its time. */
@Component
class BurstSection implements SettingsSection {

    private static final String FEWEST = "fewest";
    private static final String TIMES = "times";
    private static final int MOST = 1_000;
    private static final BigDecimal LEAST_TIMES = new BigDecimal("1.5");
    private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(20);
    private static final int LENGTH = 4;

    static BurstRule rule(SettingValues values) {
        return new BurstRule(
                values.has(FEWEST) ? Integer.parseInt(values.get(FEWEST).strip()) : BurstRule.SHIPPED.fewest(),
                values.has(TIMES) ? new BigDecimal(values.get(TIMES).strip()) : BurstRule.SHIPPED.times());
    }

    @Override
    public String id() {
        return "bursts";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public String title() {
        return "突增";
    }

    @Override
    public String hint() {
        return "同一地点、同一类诉求比平常多出多少，就在统计页列出并通知管理者一次。不填按 " + BurstRule.SHIPPED.fewest() + " 件、平常的 "
                + BurstRule.SHIPPED.times() + " 倍";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        FEWEST,
                        null,
                        "最少件数",
                        "2 天或 7 天里至少收到几件，5 到 " + MOST + "；少于 5 件可能认出个人",
                        LENGTH,
                        false,
                        List.of()),
                new Setting(TIMES, null, "平常的倍数", "此前 8 周平均的几倍，1.5 到 20，可以有小数", LENGTH, false, List.of()));
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        Map<String, String> wrong = new LinkedHashMap<>();
        BigDecimal fewest = number(values.get(FEWEST));
        if (values.has(FEWEST)
                && (fewest == null
                        || fewest.stripTrailingZeros().scale() > 0
                        || fewest.compareTo(BigDecimal.valueOf(BurstRule.SHIPPED.fewest())) < 0
                        || fewest.compareTo(BigDecimal.valueOf(MOST)) > 0)) {
            wrong.put(FEWEST, "应是 " + BurstRule.SHIPPED.fewest() + " 到 " + MOST + " 的整数");
        }
        BigDecimal times = number(values.get(TIMES));
        if (values.has(TIMES)
                && (times == null || times.compareTo(LEAST_TIMES) < 0 || times.compareTo(MOST_TIMES) > 0)) {
            wrong.put(TIMES, "应是 " + LEAST_TIMES + " 到 " + MOST_TIMES + " 的数，例如 2 或 2.5");
        }
        return wrong;
    }

    /** Null for what is no number of plain digits. */
    private static @Nullable BigDecimal number(String written) {
        return written.strip().matches("[0-9]{1,4}(\\.[0-9])?") ? new BigDecimal(written.strip()) : null;
    }
}
