package org.ganxian.order.following;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsSection;
import org.springframework.stereotype.Component;

/** 也是我的: of which categories residents may learn that somebody has spoken of the same. */
@Component
@RequiredArgsConstructor
class FollowingSection implements SettingsSection {

    private static final String CATEGORIES = "categories";
    private static final String NONE = "无";
    private static final int LENGTH = 300;

    /** 城乡建设, 环境保护, 交通运输: what everybody can see in the street anyway. */
    private static final List<String> SHIPPED = List.of("01", "04", "06");

    private final Categories categories;

    @Override
    public String id() {
        return "following";
    }

    @Override
    public int order() {
        return 33;
    }

    @Override
    public String title() {
        return "也是我的";
    }

    @Override
    public String hint() {
        return "群众提交前，附近已受理的同一件事会提示给他，选“也是我的”就跟着等结果，不再重复登记。只提示公共的事：类别、社区、进展、几个人说过，不显示别人写的话。"
                + "不填是城乡建设、环境保护、交通运输；填“无”就不提示";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.text(
                CATEGORIES, "ganxian.following.categories", "可以提示的类别", "类别编码，任一级，用逗号分开，例如 01,04,06", LENGTH));
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        return NONE.equals(values.get(CATEGORIES).strip()) ? Map.of() : unknown(values);
    }

    private Map<String, String> unknown(SettingValues values) {
        return codes(values).stream()
                .filter(code -> categories.find(code).isEmpty())
                .findFirst()
                .map(code -> Map.of(CATEGORIES, "没有编码为“" + code + "”的类别，请填类别编码并用逗号分开，或者填“无”"))
                .orElse(Map.of());
    }

    /** The tree may not be there yet. */
    @Override
    public Map<String, String> wrongWhenFixed(SettingValues values) {
        return Map.of();
    }

    private static List<String> codes(SettingValues values) {
        return Arrays.stream(values.get(CATEGORIES).split("[,，、\\s]+"))
                .filter(code -> !code.isEmpty())
                .toList();
    }

    /** Whether residents may learn of such a case. */
    boolean isPublic(String category, Settings settings) {
        SettingValues values = settings.of(this);
        List<String> open = values.has(CATEGORIES) ? codes(values) : SHIPPED;
        return open.stream().anyMatch(category::startsWith);
    }
}
