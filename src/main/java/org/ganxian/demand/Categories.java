package org.ganxian.demand;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;

/** The category catalogue: shipped as data, kept in the database, read from memory. */
@Service
public class Categories {

    interface Repository extends JpaRepository<Category, String> {}

    private final Map<String, Category> byCode = new TreeMap<>();

    Categories(Repository repository, @Value("classpath:data/categories.csv") Resource shipped) {
        for (Category category : read(shipped)) {
            byCode.put(category.code(), category);
        }
        if (repository.count() != byCode.size()) {
            repository.saveAll(byCode.values());
        }
    }

    private static List<Category> read(Resource csv) {
        try (Reader reader = new InputStreamReader(csv.getInputStream(), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).stream()
                    .map(r -> new Category(
                            r.get("code"),
                            Integer.parseInt(r.get("level")),
                            r.get("parent").isEmpty() ? null : r.get("parent"),
                            r.get("name")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All nodes, parents before children. */
    public List<Category> all() {
        return List.copyOf(byCode.values());
    }

    public Optional<Category> find(String code) {
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
