package org.ganxian.suggestion;

import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The newest cases whose category a person has confirmed, by accepting the case under it or choosing it at the triage
 * desk: as counts of words, without the resident's name. Kept in memory only, and read anew from the database.
 */
@Component
@RequiredArgsConstructor
class ConfirmedCases {

    private static final int MOST = 2_000;
    private static final String NEWEST = "select d.category_code, d.title, d.description, d.contact_name from demand d"
            + " where d.category_code <> '00' and exists (select 1 from timeline_entry t where t.demand_id = d.id"
            + " and t.step in ('CLASSIFIED', 'ACCEPTED')) order by d.id desc limit " + MOST;

    private final JdbcTemplate jdbc;

    List<CategoryModel.Example> newest() {
        return jdbc.query(NEWEST, (row, number) -> {
            String name = Objects.requireNonNullElse(row.getString("contact_name"), "");
            return new CategoryModel.Example(
                    row.getString("category_code"),
                    Terms.counted(without(name, row.getString("title")), without(name, row.getString("description"))));
        });
    }

    private static String without(String name, String text) {
        return name.isBlank() ? text : text.replace(name, " ");
    }
}
