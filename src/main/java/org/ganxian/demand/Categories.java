package org.ganxian.demand;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ganxian.platform.PathNames;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Remembered;
import org.ganxian.platform.ShippedCsv;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * The category catalogue: shipped as data, kept in the database by the city, read from memory. A start adds what is not
 * there and changes nothing. Other nodes see a change as {@link Remembered} says.
 */
@Service
public class Categories {

    interface Repository extends JpaRepository<Category, String> {}

    /** 不清楚, and records whose own category may be several of ours: the triage desk sorts them. */
    public static final String UNSORTED = "00";

    private static final int CHOICES = 6;
    private static final int STEPS = 20;

    /** As read at one moment. */
    private record Tree(Map<String, Category> byCode, List<Category> choices, PathNames names, LocalDate day) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Remembered<Tree> tree;

    Categories(Repository repository, JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        Set<String> known = repository.findAll().stream().map(Category::code).collect(Collectors.toSet());
        repository.saveAllAndFlush(shipped().stream()
                .filter(category -> !known.contains(category.code()))
                .toList());
        this.tree =
                new Remembered<>(read(), before -> read(), read -> read.day().equals(today()));
    }

    private static List<Category> shipped() {
        return ShippedCsv.rows("data/categories.csv").stream()
                .map(row -> new Category(
                        row.get("code"),
                        Integer.parseInt(row.get("level")),
                        row.get("parent").isEmpty() ? null : row.get("parent"),
                        row.get("name")))
                .toList();
    }

    private Tree tree() {
        return tree.get();
    }

    /** After a change. */
    void refresh() {
        tree.refresh();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    private Tree read() {
        Map<String, Category> byCode = new TreeMap<>();
        jdbc.query("select code, level, parent, name, valid_from, valid_to, successor from category", row -> {
            byCode.put(
                    row.getString("code"),
                    new Category(
                            row.getString("code"),
                            row.getInt("level"),
                            row.getString("parent"),
                            row.getString("name"),
                            row.getObject("valid_from", LocalDate.class),
                            row.getObject("valid_to", LocalDate.class),
                            row.getString("successor")));
        });
        LocalDate day = today();
        List<Category> choices = byCode.values().stream()
                .filter(category -> !category.code().equals(UNSORTED) && isValid(category, byCode, day))
                .toList();
        PathNames names = new PathNames();
        byCode.values().stream()
                .filter(category -> !category.code().equals(UNSORTED))
                .forEach(category -> names.add(path(category.code(), byCode), category.code()));
        return new Tree(byCode, choices, names, day);
    }

    private static boolean isValid(Category category, Map<String, Category> byCode, LocalDate day) {
        for (@Nullable Category c = category; c != null; c = c.parent() == null ? null : byCode.get(c.parent())) {
            if (!c.isValidOn(day)) {
                return false;
            }
        }
        return true;
    }

    /** All nodes that can be chosen today, parents before children. The same list as long as nothing has changed. */
    public List<Category> all() {
        return tree().choices();
    }

    /** Of them, those that lists are narrowed by. */
    public List<Category> firstLevel() {
        return all().stream().filter(category -> category.level() == 1).toList();
    }

    /** Those that were or will be, too. */
    public List<Category> ever() {
        return tree().byCode().values().stream()
                .filter(category -> !category.code().equals(UNSORTED))
                .toList();
    }

    /** True for a code that somebody may choose, or that leads to such a one. */
    public boolean isChoice(@Nullable String code) {
        return !UNSORTED.equals(code) && present(code).isPresent();
    }

    /** Any that there ever was. */
    public Optional<Category> find(@Nullable String code) {
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(tree().byCode().get(code));
    }

    /** What a new case gets by this code: itself or what it was merged into; empty for what can be chosen no more or not yet. */
    public Optional<Category> present(@Nullable String code) {
        Tree now = tree();
        Category category = code == null ? null : now.byCode().get(code);
        for (int step = 0; step < STEPS && category != null && category.successor() != null; step++) {
            category = now.byCode().get(category.successor());
        }
        return Optional.ofNullable(category).filter(c -> isValid(c, now.byCode(), now.day()));
    }

    /**
     * What words may mean, for files that name categories so: one where code, name, path or end of a path is clear,
     * several to choose from, none for what is unknown.
     */
    public List<Category> named(String written) {
        if (isChoice(written)) {
            return present(written).stream().toList();
        }
        return tree().names().find(written).stream()
                .flatMap(code -> present(code).stream())
                .distinct()
                .toList();
    }

    /** zh-CN: what to do about a category that is no code of ours. */
    public String askBack(String written) {
        List<Category> meant = named(written);
        return meant.isEmpty()
                ? "没有这个分类，请从分类目录中选择"
                : "“%s”要用编码选择：%s".formatted(Texts.shorten(written, 20), inWords(meant));
    }

    /** 0101 城乡建设 / 安全生产、… */
    public String inWords(List<Category> choices) {
        return choices.stream()
                        .limit(CHOICES)
                        .map(c -> c.code() + " " + String.join(" / ", path(c.code())))
                        .collect(Collectors.joining("、"))
                + (choices.size() > CHOICES ? " 等 %d 个".formatted(choices.size()) : "");
    }

    /** Names from level 1 down to the category itself; empty for an unknown code. */
    public List<String> path(String code) {
        return path(code, tree().byCode());
    }

    private static List<String> path(String code, Map<String, Category> byCode) {
        List<String> names = new ArrayList<>();
        for (@Nullable Category c = byCode.get(code);
                c != null;
                c = c.parent() == null ? null : byCode.get(c.parent())) {
            names.add(0, c.name());
        }
        return names;
    }
}
