package org.ganxian.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 系统设置: what is set, by whom, and whether it works. For the city's administrators. */
@DeskPage
@RequestMapping("/desk/settings")
@RequiredArgsConstructor
class SettingsPages {

    private static final String VIEW = "desk/setting";
    private static final String TRIED = "settings-tried";
    private static final int PAGE_SIZE = 10;

    /**
     * A section in the list.
     *
     * @param state zh-CN, the first of its values
     */
    record Row(SettingsSection section, boolean on, boolean fixed, String state) {}

    /**
     * A setting as the page has it; of a secret only whether there is one.
     *
     * @param property that fixes it; null when it is not fixed
     */
    record Field(
            Setting setting,
            String value,
            boolean kept,
            @Nullable String property) {}

    private final List<SettingsSection> sections;
    private final List<SettingsTrial> trials;
    private final Settings settings;
    private final SettingChanges changes;
    private final Administrators administrators;
    private final CurrentActor actors;
    private final Audit audit;

    private Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以改动系统设置");
    }

    private SettingsSection section(String id) {
        return sections.stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这一组设置，请从列表中打开"));
    }

    @GetMapping
    String list(Model model) {
        require();
        model.addAttribute(
                "rows",
                sections.stream()
                        .sorted(Comparator.comparing(SettingsSection::order))
                        .map(this::row)
                        .toList());
        return "desk/settings";
    }

    private Row row(SettingsSection section) {
        SettingValues values = settings.of(section);
        String first = values.get(section.settings().get(0).key());
        return new Row(section, section.isOn(values), values.isFixed(), first);
    }

    /** @param from id of an edition whose values are to be set again; secrets are not among them */
    @GetMapping("/{id}")
    String show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        require();
        SettingsSection section = section(id);
        SettingValues values = settings.of(section);
        SettingValues shown = from == null || values.isFixed()
                ? values
                : SettingValues.of(changes.edition(section, from).values());
        fill(model, section, shown, page);
        model.addAttribute("again", shown != values);
        return VIEW;
    }

    private void fill(Model model, SettingsSection section, SettingValues shown, int page) {
        SettingValues now = settings.of(section);
        Page<SettingChanges.Change> history = changes.of(section, Paging.shown(page, PAGE_SIZE));
        model.addAttribute("section", section);
        model.addAttribute("fixed", now.isFixed());
        model.addAttribute("on", section.isOn(now));
        model.addAttribute(
                "fields",
                section.settings().stream().map(one -> field(one, shown, now)).toList());
        model.addAttribute("seen", changes.latest(section));
        model.addAttribute("trial", trialOf(section).orElse(null));
        model.addAttribute("history", history.getContent());
        model.addAttribute(
                "people",
                history.stream()
                        .map(change -> change.edition().changedBy())
                        .distinct()
                        .collect(
                                Collectors.toMap(by -> by, by -> actors.ofId(by).title())));
        model.addAttribute("wrong", Map.of());
        Paging.tell(model, history);
    }

    private static Field field(Setting setting, SettingValues shown, SettingValues now) {
        String value = setting.secret() ? "" : shown.get(setting.key());
        return new Field(setting, value, now.has(setting.key()), now.isFixed() ? setting.property() : null);
    }

    private Optional<SettingsTrial> trialOf(SettingsSection section) {
        return trials.stream()
                .filter(trial -> trial.section().equals(section.id()))
                .findFirst();
    }

    /** @param typed by key of the setting; {@code seen} is the edition that the page had shown */
    @PostMapping("/{id}")
    ModelAndView set(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long seen,
            @RequestParam Map<String, String> typed) {
        Actor who = require();
        SettingsSection section = section(id);
        try {
            changes.set(section, typed, seen, who);
            return new ModelAndView("redirect:/desk/settings/" + section.id() + "?saved");
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            fill(model, section, SettingValues.of(typed), 1);
            model.addAttribute("seen", seen);
            model.addAttribute("wrong", refusal.fields());
            model.addAttribute("message", refusal.fields().isEmpty() ? refusal.getMessage() : null);
            return new ModelAndView(VIEW, model.asMap(), refusal.status());
        }
    }

    /** Tries what is in force, never what somebody has only typed. */
    @PostMapping("/{id}/trial")
    ModelAndView trial(@PathVariable String id) {
        Actor who = require();
        SettingsSection section = section(id);
        SettingValues now = settings.of(section);
        SettingsTrial trial = trialOf(section)
                .filter(one -> section.isOn(now))
                .orElseThrow(() -> Refusal.conflict("“%s”还没有设置，先保存再测试".formatted(section.title())));
        audit.record(who, TRIED, section.title());
        SettingsTrial.Outcome outcome = trial.run(who);
        Model model = new ExtendedModelMap();
        fill(model, section, now, 1);
        model.addAttribute("outcome", outcome);
        return new ModelAndView(VIEW, model.asMap(), HttpStatus.OK);
    }
}
