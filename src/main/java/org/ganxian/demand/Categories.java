package org.ganxian.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.platform.ShippedCsv;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;

/** The category catalogue: shipped as data, kept in the database, read from memory. */
@Service
public class Categories {

    interface Repository extends JpaRepository<Category, String> {}

    private final Map<String, Category> byCode = new TreeMap<>();

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
    }

    /** All nodes, parents before children. */
    public List<Category> all() {
        return List.copyOf(byCode.values());
    }

    public Optional<Category> find(@Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(byCode.get(code));
    }

    /** The first node of this name, upper levels first; for files that name categories in words. */
    public Optional<Category> named(String name) {
        return byCode.values().stream()
                .filter(c -> c.name().equals(name))
                .min(java.util.Comparator.comparingInt(Category::level));
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
