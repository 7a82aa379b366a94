package org.ganxian.settings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** How settings change, and what they were before. */
@Service
@RequiredArgsConstructor
class SettingChanges {

    static final String CHANGED = "settings-changed";

    /**
     * One change as it is shown.
     *
     * @param said zh-CN, a line a setting
     */
    record Change(SettingEdition edition, List<String> said) {}

    private final Settings settings;
    private final SettingBook book;
    private final SettingEdition.Repository editions;
    private final SettingSecret.Repository secrets;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    /** 0 while nobody has set anything. */
    long latest(SettingsSection section) {
        return editions.findFirstBySectionOrderByIdDesc(section.id())
                .map(SettingEdition::id)
                .orElse(0L);
    }

    /** Newest first. */
    Page<Change> of(SettingsSection section, Pageable page) {
        return editions.findBySectionOrderByIdDesc(section.id(), page).map(edition -> change(section, edition));
    }

    /** @throws Refusal 404 for what never was */
    SettingEdition edition(SettingsSection section, long id) {
        return editions.findBySectionAndId(section.id(), id).orElseThrow(() -> Refusal.notFound("没有这条改动记录"));
    }

    private Change change(SettingsSection section, SettingEdition edition) {
        Map<String, String> before = editions.findFirstBySectionAndIdLessThanOrderByIdDesc(section.id(), edition.id())
                .map(SettingEdition::values)
                .orElse(Map.of());
        Map<String, String> after = edition.values();
        List<String> said = new ArrayList<>();
        for (Setting setting : section.settings()) {
            String was = before.getOrDefault(setting.key(), "");
            String is = after.getOrDefault(setting.key(), "");
            if (setting.secret() && edition.hasChangedSecret(setting.key())) {
                said.add(setting.title() + "：已更换或清除（内容不显示）");
            } else if (!was.equals(is)) {
                said.add("%s：%s → %s".formatted(setting.title(), named(setting, was), named(setting, is)));
            }
        }
        return new Change(edition, said);
    }

    private static String named(Setting setting, String value) {
        return value.isEmpty() ? "（空）" : setting.shown(value);
    }

    /**
     * Sets a section, from now on and on every node.
     *
     * @param typed by key; a secret that is left out or empty stays as it is while it is of use
     * @param seen the edition that the editor began with
     * @throws Refusal 400 for what is wrong with it, 409 when the deployment fixes it or somebody else was first
     */
    void set(SettingsSection section, Map<String, String> typed, long seen, Actor by) {
        SettingValues before = settings.of(section);
        if (before.isFixed()) {
            throw Refusal.conflict("“%s”由部署设置固定，不能在这里改".formatted(section.title()));
        }
        SettingValues after = wanted(section, typed, before);
        check(section, typed, before, after);
        List<Setting> changed = section.settings().stream()
                .filter(setting -> !before.get(setting.key()).equals(after.get(setting.key())))
                .toList();
        transaction.executeWithoutResult(status -> {
            book.lock();
            if (latest(section) != seen) {
                throw Refusal.conflict("刚刚有别人改了“%s”，您的改动没有保存。请核对后再保存".formatted(section.title()));
            } else if (changed.isEmpty()) {
                throw Refusal.invalid("与现在的设置相同，没有要保存的改动");
            }
            keep(section, after, changed, by);
        });
    }

    private static SettingValues wanted(SettingsSection section, Map<String, String> typed, SettingValues before) {
        Map<String, String> values = new HashMap<>();
        for (Setting setting : section.settings()) {
            String value = typed.getOrDefault(setting.key(), "");
            values.put(
                    setting.key(),
                    setting.secret() ? value : Texts.visible(value).strip());
        }
        SettingValues plain = SettingValues.of(values);
        if (!section.isOn(plain)) {
            return SettingValues.of(Map.of());
        }
        section.settings().stream().filter(Setting::secret).forEach(secret -> {
            if (!section.needsSecret(plain)) {
                values.put(secret.key(), "");
            } else if (!plain.has(secret.key())) {
                values.put(secret.key(), before.get(secret.key()));
            }
        });
        return SettingValues.of(values);
    }

    private static void check(
            SettingsSection section, Map<String, String> typed, SettingValues before, SettingValues after) {
        if (!section.isOn(after)) {
            return;
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Setting setting : section.settings()) {
            reason(setting, after.get(setting.key())).ifPresent(reason -> wrong.put(setting.key(), reason));
        }
        section.wrong(after).forEach(wrong::putIfAbsent);
        section.settings().stream()
                .filter(Setting::secret)
                .filter(secret -> typed.getOrDefault(secret.key(), "").isBlank() && after.has(secret.key()))
                .filter(secret -> section.isForSomebodyElse(before, after))
                .forEach(secret -> wrong.putIfAbsent(secret.key(), secret.title() + "将发给另一台服务器或另一个用户，请重新填写"));
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
    }

    private static Optional<String> reason(Setting setting, String value) {
        if (!setting.options().isEmpty()) {
            return setting.options().stream().anyMatch(option -> option.value().equals(value))
                    ? Optional.empty()
                    : Optional.of("请选择" + setting.title());
        } else if (Texts.length(value) > setting.length()) {
            return Optional.of("不能超过 %d 个字符".formatted(setting.length()));
        }
        return Texts.isReadable(value) && value.chars().noneMatch(c -> c == '\n' || c == '\r' || c == '\t')
                ? Optional.empty()
                : Optional.of("含有换行或不可见的字符");
    }

    private void keep(SettingsSection section, SettingValues after, List<Setting> changed, Actor by) {
        Map<String, String> plain = new HashMap<>();
        for (Setting setting : section.settings()) {
            if (!setting.secret() && after.has(setting.key())) {
                plain.put(setting.key(), after.get(setting.key()));
            } else if (setting.secret() && changed.contains(setting)) {
                keepSecret(SettingSecret.idOf(section, setting), after.get(setting.key()));
            }
        }
        List<String> renewed =
                changed.stream().filter(Setting::secret).map(Setting::key).toList();
        editions.save(new SettingEdition(section.id(), plain, renewed, by, clock.instant()));
        audit.record(
                by,
                CHANGED,
                section.title() + "："
                        + String.join("、", changed.stream().map(Setting::title).toList()));
        book.changed();
    }

    private void keepSecret(String id, String secret) {
        secrets.forget(id);
        if (!secret.isEmpty()) {
            secrets.save(new SettingSecret(id, secret));
        }
    }
}
