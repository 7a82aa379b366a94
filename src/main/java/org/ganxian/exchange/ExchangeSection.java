package org.ganxian.exchange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsSection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 对接: how long is waited for partners, in minutes. */
@Component
public class ExchangeSection implements SettingsSection {

    private static final String ACKNOWLEDGEMENT = "ack";
    private static final String TALK = "talk";
    private static final String GAP = "gap";
    private static final int LENGTH = 4;
    private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]{0,3}");
    private static final Map<String, Integer> USUAL = Map.of(ACKNOWLEDGEMENT, 2, TALK, 15, GAP, 10);

    private final ObjectProvider<Settings> settings;

    ExchangeSection(ObjectProvider<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return "exchange";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String title() {
        return "对接的等待时间";
    }

    @Override
    public String hint() {
        return "与 110、12345 等对接时等多久，单位是分钟。不填是 2、15、10";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.text(ACKNOWLEDGEMENT, "ganxian.exchange.ack-minutes", "险情等公安确认", "过时由值班席打电话转告", LENGTH),
                Setting.text(TALK, "ganxian.exchange.talk-minutes", "三方通话", "过时没有谈成，由首先接到的一方受理", LENGTH),
                Setting.text(GAP, "ganxian.exchange.gap-minutes", "等缺号", "过时先处理后面的报文，并报缺号", LENGTH));
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        Map<String, String> wrong = new LinkedHashMap<>();
        settings().forEach(setting -> {
            String typed = values.get(setting.key());
            if (!typed.isEmpty() && !MINUTES.matcher(typed).matches()) {
                wrong.put(setting.key(), "请填写分钟数，1 到 9999");
            }
        });
        return wrong;
    }

    public Duration acknowledgement() {
        return minutes(ACKNOWLEDGEMENT);
    }

    Duration talk() {
        return minutes(TALK);
    }

    Duration gap() {
        return minutes(GAP);
    }

    private Duration minutes(String key) {
        String set = settings.getObject().of(this).get(key);
        return Duration.ofMinutes(MINUTES.matcher(set).matches() ? Integer.parseInt(set) : USUAL.getOrDefault(key, 1));
    }
}
