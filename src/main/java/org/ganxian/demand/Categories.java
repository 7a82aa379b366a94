package org.ganxian.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.platform.PathNames;
import org.ganxian.platform.ShippedCsv;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;

/** The category catalogue: shipped as data, kept in the database, read from memory. */
@Service
public class Categories {

    interface Repository extends JpaRepository<Category, String> {}

    /** Of records whose own category may be several of ours: the triage desk sorts them. Nobody chooses it. */
    public static final String UNSORTED = "00";

    private static final int CHOICES = 6;

    private final Map<String, Category> byCode = new TreeMap<>();
    private final PathNames names = new PathNames();

    Categories(Repository repository) {
        for (CSVRecord row : ShippedCsv.rows("data/categories.csv")) {
            String parent = row.get("parent");
            byCode.put(
                    row.get("code"),
                    new Category(
                            row.get("code"),
                            Integer.parseInt(row.get("level")),
                            parent.isEmpty() ? null : parent,
                            row.get("name")));
        }
        if (repository.count() != byCode.size()) {
            repository.saveAll(byCode.values());
        }
        all().forEach(category -> names.add(path(category.code()), category.code()));
    }

    /** All nodes that can be chosen, parents before children. */
    public List<Category> all() {
        return byCode.values().stream()
                .filter(category -> !category.code().equals(UNSORTED))
                .toList();
    }

    /** True for a code that somebody may choose. */
    public boolean isChoice(@Nullable String code) {
        return !UNSORTED.equals(code) && find(code).isPresent();
    }

    public Optional<Category> find(@Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(byCode.get(code));
    }

    /**
     * What words may mean, for files that name categories so: one where code, name, path or end of a path is clear,
     * several to choose from, none for what is unknown.
     */
    public List<Category> named(String written) {
        if (isChoice(written)) {
            return find(written).stream().toList();
        }
        return names.find(written).stream().map(byCode::get).toList();
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
        List<String> names = new ArrayList<>();
        for (Optional<Category> c = find(code); c.isPresent(); c = find(c.get().parent())) {
            names.add(0, c.get().name());
        }
        return names;
    }
}
