package org.ganxian.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What people could do before duties had days, they can do for good afterwards, each duty once. */
class DutiesAfterAnUpgradeTest {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource("jdbc:h2:mem:duties-after-an-upgrade;MODE=MySQL;DB_CLOSE_DELAY=-1");

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    @Test
    void firstAndExtraDutiesAreKept() {
        migrateTo("18");
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update("insert into unit (code, kind, name, demo) values ('3506', 'CITY', '某市', false)");
        for (String username : new String[] {"one", "two"}) {
            jdbc.update(
                    "insert into person (username, name, unit_code, duty, active) values (?, '林', '3506', 'CLERK', true)",
                    username);
        }
        jdbc.update("insert into extra_duty (username, unit_code, duty) values ('one', '3506', 'MANAGER')");
        jdbc.update("insert into extra_duty (username, unit_code, duty) values ('one', '3506', 'CLERK')");

        migrateTo("22");

        assertThat(jdbc.queryForList(
                        "select concat(username, ' ', unit_code, ' ', duty) from assignment"
                                + " where valid_from is null and valid_to is null",
                        String.class))
                .containsExactlyInAnyOrder("one 3506 CLERK", "one 3506 MANAGER", "two 3506 CLERK");
    }
}
