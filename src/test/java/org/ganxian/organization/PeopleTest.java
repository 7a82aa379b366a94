package org.ganxian.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

@IntegrationTest
class PeopleTest {

    private static final String CITY = "350600";

    @Autowired
    People people;

    @Autowired
    Administrators administrators;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void anExtraDutyCountsAsTheFirstOneDoes() {
        assertThatThrownBy(() -> as("clerk", () -> administrators.ofTheCity("nein")))
                .isInstanceOf(Refusal.class);
        people.addDuty("clerk", CITY, Duty.ADMIN);
        people.addDuty("clerk", CITY, Duty.MANAGER);

        assertThat(as("clerk", () -> administrators.ofTheCity("nein")).id()).isEqualTo("clerk");
        assertThat(people.unitsOf(people.find("clerk").orElseThrow(), Duty.LOOKING_AFTER_CASES))
                .containsExactly(CITY);
    }

    @Test
    void whoIsOffDutyHasNoneOfThem() {
        jdbc.update("update person set active = false where username = 'window'");
        Person window = people.find("window").orElseThrow();
        assertThat(people.unitsOf(window, Set.of(Duty.values()))).isEmpty();
    }

    private <T> T as(String username, Supplier<T> work) {
        identity.setAuthenticatedUserId(username);
        try {
            return work.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    @Test
    void textsAreComparedCharacterByCharacterOnBothDatabases() throws MetaDataAccessException {
        assertThat(stored("caller")).isEqualTo(1);
        for (String other : List.of("caller ", "Caller", "ｃaller", "càller")) {
            assertThat(stored(other)).as("'%s'", other).isZero();
        }
        if (product().equals("MySQL")) {
            assertThat(jdbc.queryForList(
                            "select concat(table_name, '.', column_name) from information_schema.columns"
                                    + " where table_schema = database() and table_name not like 'ACT\\\\_%'"
                                    + " and table_name <> 'flyway_schema_history'"
                                    + " and collation_name <> 'utf8mb4_0900_bin'",
                            String.class))
                    .isEmpty();
        }
    }

    private int stored(String username) {
        return jdbc.queryForObject("select count(*) from person where username = ?", Integer.class, username);
    }

    private String product() throws MetaDataAccessException {
        DataSource database = jdbc.getDataSource();
        return JdbcUtils.extractDatabaseMetaData(database, data -> data.getDatabaseProductName());
    }
}
