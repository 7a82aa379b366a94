package org.ganxian.mediation.waiver;

import java.util.List;
import java.util.Map;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsSection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 回避的书面放弃 (特邀调解 15): off until the city allows it. */
@Component
public class WaiverSection implements SettingsSection {

    private static final String WAIVER = "waiver";
    private static final String OFF = "OFF";
    private static final String ON = "ON";

    private final ObjectProvider<Settings> settings;

    WaiverSection(ObjectProvider<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return "mediation-waiver";
    }

    @Override
    public int order() {
        return 45;
    }

    @Override
    public String title() {
        return "调解员回避";
    }

    @Override
    public String hint() {
        return "调解员披露了亲属、利害关系，各方都书面同意时，能不能仍由其调解。不设置就是不能，应当回避";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.choice(
                WAIVER,
                "各方书面同意仍由其调解",
                "参照最高人民法院关于特邀调解的规定第十五条",
                List.of(new Setting.Option(OFF, "不允许"), new Setting.Option(ON, "允许，须各方都书面同意"))));
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        String typed = values.get(WAIVER);
        return typed.isEmpty() || typed.equals(OFF) || typed.equals(ON) ? Map.of() : Map.of(WAIVER, "请选择允许或者不允许");
    }

    /** Whether all parties together may waive it. */
    public boolean isAllowed() {
        return ON.equals(settings.getObject().of(this).get(WAIVER));
    }
}
