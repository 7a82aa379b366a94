package org.ganxian.engine.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The tables that come with this release. What the city's own table has no row for, as a flow that an upgrade brought, is
 * decided by them until the city has a row for it (decision 031).
 */
@Component
public class ShippedTables {

    private final Map<String, Optional<DecisionTable>> tables = new ConcurrentHashMap<>();

    /** The file; empty for a table that no release brings. */
    public Optional<byte[]> file(String decision) {
        ClassPathResource file = new ClassPathResource("processes/" + decision + ".dmn");
        try {
            return file.exists() ? Optional.of(file.getContentAsByteArray()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a table that no release brings. */
    public Optional<DecisionTable> find(String decision) {
        return tables.computeIfAbsent(decision, asked -> file(asked).map(file -> new DecisionTable(asked, file)));
    }

    /** What it answers to these facts; empty when it has no answer either. */
    public Optional<Map<String, Object>> answer(String decision, Map<String, Object> facts) {
        return find(decision).flatMap(table -> table.answer(facts));
    }
}
