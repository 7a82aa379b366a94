package org.ganxian.message;

import java.util.List;
import java.util.Map;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsSection;
import org.springframework.stereotype.Component;

/** 群众消息: between which hours residents may be written to. */
@Component
class WakingSection implements SettingsSection {

    private static final String HOURS = "hours";
    private static final int LENGTH = 20;

    @Override
    public String id() {
        return "waking";
    }

    @Override
    public int order() {
        return 32;
    }

    @Override
    public String title() {
        return "群众消息的时段";
    }

    @Override
    public String hint() {
        return "给群众的短信和邮件只在这段时间发，其余的到第二天早上发；验证码随时发。不填是 8:00-21:00";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.text(HOURS, "ganxian.message.hours", "时段", "例如 8:00-21:00，北京时间", LENGTH));
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        return WakingHours.read(values.get(HOURS)).isPresent() ? Map.of() : Map.of(HOURS, "请写成 8:00-21:00 这样，开始早于结束");
    }

    WakingHours now(Settings settings) {
        return WakingHours.read(settings.of(this).get(HOURS)).orElse(WakingHours.USUAL);
    }
}
