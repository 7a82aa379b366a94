package org.ganxian.reply;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.reply.ReplyFields.Field;
import org.ganxian.reply.ReplyTemplate.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The templates, in versions: which are offered, and how an administrator makes the next one. */
@Service
@Transactional
@RequiredArgsConstructor
class ReplyTemplates {

    private static final String CHANGED = "reply-template-changed";
    private static final int TITLE_LENGTH = 40;
    private static final int YEARS = 5;
    private static final int MOST = 500;

    private final ReplyTemplate.Repository templates;
    private final ReplyFields fields;
    private final Categories categories;
    private final Units units;
    private final Audit audit;
    private final Clock clock;

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    /** Of each template all versions, newest first. */
    Map<String, List<ReplyTemplate>> all() {
        return templates.findAllByOrderByVersionDesc().stream()
                .collect(Collectors.groupingBy(ReplyTemplate::code, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Newest first.
     *
     * @throws Refusal 404 for a template that there is not
     */
    List<ReplyTemplate> versions(String code) {
        List<ReplyTemplate> versions = templates.findByCodeOrderByVersionDesc(code);
        if (versions.isEmpty()) {
            throw Refusal.notFound("没有这个答复模板，请从列表中打开");
        }
        return versions;
    }

    /** The version of a template that holds on a day; null when none has begun. */
    static @Nullable ReplyTemplate on(LocalDate day, List<ReplyTemplate> versions) {
        return versions.stream()
                .filter(version -> version.hasBegunOn(day))
                .findFirst()
                .orElse(null);
    }

    /**
     * What is offered today in the forms of such a case, what is closest to it first: its own category before those
     * above, its street before the city.
     *
     * @param form id of the task's form
     * @param category code of the case's category
     * @param place codes of the units that the case lies in, from below
     */
    List<ReplyTemplate> offered(String form, String category, List<String> place) {
        LocalDate today = today();
        List<String> kinds = upwards(category);
        return all().values().stream()
                .map(versions -> on(today, versions))
                .filter(Objects::nonNull)
                .filter(version -> version.form().equals(form) && !version.isOverOn(today))
                .filter(version -> version.category() == null || kinds.contains(today(version.category())))
                .filter(version -> place.contains(version.unit()))
                .sorted(Comparator.<ReplyTemplate>comparingInt(v -> rank(kinds, today(v.category())))
                        .thenComparingInt(v -> place.indexOf(v.unit()))
                        .thenComparing(ReplyTemplate::title))
                .toList();
    }

    private static int rank(List<String> codes, @Nullable String code) {
        return code == null ? codes.size() : codes.indexOf(code);
    }

    /** The category that a case has, what that has become, and all above it, from below. */
    private List<String> upwards(String code) {
        List<String> codes = new ArrayList<>(List.of(code));
        Category category =
                categories.present(code).or(() -> categories.find(code)).orElse(null);
        while (category != null) {
            codes.add(category.code());
            category = categories.find(category.parent()).orElse(null);
        }
        return codes.stream().distinct().toList();
    }

    /** What a template's category is today; itself where it is none any more. */
    private @Nullable String today(@Nullable String category) {
        return categories.present(category).map(Category::code).orElse(category);
    }

    /**
     * What was typed, as it may be kept.
     *
     * @throws Refusal 400, by field, for what is wrong with it
     */
    Content checked(ReplyForm form, @Nullable LocalDate earliest) {
        Field field = fields.find(form.step()).orElseThrow(() -> Refusal.field("step", "请选择用在哪一栏"));
        Unit unit = units.inForce(form.unit())
                .filter(u -> u.code().equals(form.unit()))
                .orElseThrow(() -> Refusal.field("unit", "请选择单位"));
        String category = StringUtils.trimToNull(form.category());
        if (category != null && !categories.isChoice(category)) {
            throw Refusal.field("category", categories.askBack(category));
        }
        String title = Texts.visible(form.title()).strip();
        if (title.isEmpty() || Texts.length(title) > TITLE_LENGTH || !Texts.isReadable(title)) {
            throw Refusal.field("title", "请填写模板名称，最多 %d 字".formatted(TITLE_LENGTH));
        }
        String words = ReplyWords.checked(form.words(), field.longest());
        LocalDate from = form.fromDay();
        LocalDate to = form.toDay();
        if (earliest != null && from.isBefore(earliest)) {
            throw Refusal.field("from", "启用日期不能早于今天");
        } else if (from.isAfter(today().plusYears(YEARS))) {
            throw Refusal.field("from", "启用日期不能晚于 %d 年以后".formatted(YEARS));
        } else if (to != null && to.isBefore(from)) {
            throw Refusal.field("to", "停用日期不能早于启用日期");
        }
        return new Content(unit.code(), field.form(), field.field(), category, title, words, from, to);
    }

    /** @return its code */
    String add(Content content, Actor by) {
        if (all().size() >= MOST) {
            throw Refusal.conflict("已有 %d 个模板，请先停用不用的".formatted(MOST));
        }
        String code = UUID.randomUUID().toString();
        save(code, 1, content, by);
        return code;
    }

    /**
     * Keeps the next version.
     *
     * @param seen the version that the editor began with
     * @throws Refusal 409 when somebody else was first
     */
    void change(String code, Content content, int seen, Actor by) {
        ReplyTemplate newest = versions(code).get(0);
        if (newest.version() != seen) {
            throw Refusal.conflict("刚刚有别人改了这个模板，您的改动没有保存。请核对下面的版本后再保存");
        } else if (newest.content().equals(content)) {
            throw Refusal.field("words", "与第 %d 版相同，没有要保存的改动".formatted(seen));
        }
        save(code, seen + 1, content, by);
    }

    private void save(String code, int version, Content content, Actor by) {
        try {
            templates.saveAndFlush(new ReplyTemplate(code, version, content, by, clock.instant()));
        } catch (DataIntegrityViolationException another) {
            throw Refusal.conflict("刚刚有别人改了这个模板，您的改动没有保存。请核对下面的版本后再保存");
        }
        audit.record(by, CHANGED, "%s 第 %d 版".formatted(content.title(), version));
    }
}
