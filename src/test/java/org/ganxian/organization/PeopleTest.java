package org.ganxian.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.engine.EngineClock;
import org.ganxian.organization.people.Absences;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

@IntegrationTest
class PeopleTest {

    private static final String CITY = "350600";
    private static final String BRANCH = "350602004001B1";
    private static final Actor BY = new Actor("admin", "漳州市系统管理员");

    @Autowired
    People people;

    @Autowired
    Administrators administrators;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Staff staff;

    @Autowired
    Absences absences;

    @Autowired
    DutyDays dutyDays;

    @Autowired
    Audit audit;

    private final Instant begun = EngineClock.now();

    @AfterEach
    void today() {
        EngineClock.reset();
    }

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

    // Days

    @Test
    void aDutyCountsOnItsDaysAloneAndTheEnginesGroupsFollow() {
        LocalDate tomorrow = Term.today().plusDays(1);
        staff.assign("caller", new Staff.Task(new Post(BRANCH, Duty.DISPATCHER), tomorrow, tomorrow), BY);
        assertThat(people.has("caller", Duty.DISPATCHER, BRANCH)).isFalse();
        assertThat(groupsOf("caller")).containsExactly(CITY + "-caller");
        assertThatThrownBy(() ->
                        staff.assign("caller", new Staff.Task(new Post(BRANCH, Duty.DISPATCHER), null, null), BY))
                .hasMessageContaining("已经有了");

        daysLater(1);
        assertThat(people.has("caller", Duty.DISPATCHER, BRANCH)).isTrue();
        assertThat(groupsOf("caller")).containsExactlyInAnyOrder(CITY + "-caller", BRANCH + "-dispatcher");

        daysLater(2);
        assertThat(people.has("caller", Duty.DISPATCHER, BRANCH)).isFalse();
        assertThat(groupsOf("caller")).containsExactly(CITY + "-caller");
    }

    @Test
    void atMidnightATimerOfTheEnginesBeginsTheDay() {
        assertThat(jdbc.queryForList(
                        "select DUEDATE_ from ACT_RU_JOB where PROCESS_DEF_KEY_ = 'duty-days'", Timestamp.class))
                .singleElement()
                .satisfies(due -> assertThat(
                                due.toInstant().atZone(PeopleTime.ZONE).toLocalTime())
                        .isEqualTo(LocalTime.MIDNIGHT));
    }

    /** A duty, a deputy and a leave alike: the last day is whole, and it is a day of Shanghai. */
    @Test
    void theLastDayEndsAtMidnightInShanghai() {
        LocalDate last = Term.today().plusDays(1);
        staff.assign("duty", new Staff.Task(new Post(BRANCH, Duty.CLERK), null, last), BY);
        absences.standIn("dispatcher3", "supervisor2", Term.today(), last, BY);
        absences.leave("health-head", Term.today(), last, BY);
        Instant midnight = last.plusDays(1).atStartOfDay(PeopleTime.ZONE).toInstant();

        EngineClock.stopAt(midnight.minusSeconds(1));
        dutyDays.follow();
        assertThat(people.has("duty", Duty.CLERK, BRANCH)).isTrue();
        assertThat(groupsOf("duty")).contains(BRANCH + "-clerk");
        assertThat(people.has("dispatcher3", Duty.SUPERVISOR, "350602")).isTrue();
        assertThat(groupsOf("dispatcher3")).contains("350602-supervisor");
        assertThat(people.has("health-head", Duty.HEAD, "350602D05")).isFalse();
        assertThat(groupsOf("health-head")).containsExactly("without-post");

        EngineClock.stopAt(midnight);
        assertThat(people.has("duty", Duty.CLERK, BRANCH)).isFalse();
        assertThat(people.has("dispatcher3", Duty.SUPERVISOR, "350602")).isFalse();
        assertThat(people.has("health-head", Duty.HEAD, "350602D05")).isTrue();
        dutyDays.follow();
        assertThat(groupsOf("duty")).doesNotContain(BRANCH + "-clerk");
        assertThat(groupsOf("dispatcher3")).doesNotContain("350602-supervisor");
        assertThat(groupsOf("health-head")).containsExactly("350602D05-head");
    }

    @Test
    void whoStandsInDoesWhatTheOtherWouldForThoseDaysAndSignsAsDeputy() {
        LocalDate today = Term.today();
        absences.standIn("triage", "supervisor", today, today, BY);
        assertThat(people.has("triage", Duty.SUPERVISOR, "350602004")).isTrue();
        assertThat(titlesOfAll())
                .containsEntry("triage", people.titleOf("triage").orElseThrow());
        assertThat(people.titleOf("triage"))
                .hasValueSatisfying(t -> assertThat(t).endsWith("分拨员（代理巷口街道督办员）"));
        assertThat(groupsOf("triage")).contains("350602004-supervisor");

        // What they do for somebody does not pass on to who does it for them.
        absences.standIn("duty", "triage", today, today, BY);
        assertThat(people.has("duty", Duty.SUPERVISOR, "350602004")).isFalse();
        assertThat(people.has("duty", Duty.TRIAGE, CITY)).isTrue();

        daysLater(1);
        assertThat(people.has("triage", Duty.SUPERVISOR, "350602004")).isFalse();
        assertThat(people.titleOf("triage").orElseThrow()).doesNotContain("代理");
        assertThat(people.titlesOf(Set.of("triage")))
                .containsEntry("triage", people.titleOf("triage").orElseThrow());
        assertThat(groupsOf("triage")).containsExactly(CITY + "-triage");
    }

    /** Read at once, and the same as one by one. */
    private Map<String, String> titlesOfAll() {
        Set<String> all = Set.copyOf(jdbc.queryForList("select username from person", String.class));
        SentStatements.Asked<Map<String, String>> asked = SentStatements.by(() -> people.titlesOf(all));
        assertThat(asked.statements())
                .as("deputies, people, the stamp of the units")
                .hasSizeLessThanOrEqualTo(3);
        assertThat(asked.answer())
                .hasSameSizeAs(all)
                .allSatisfy((who, title) -> assertThat(people.titleOf(who)).contains(title));
        return asked.answer();
    }

    @Test
    void whoIsOnLeaveIsOfferedNothingAndChosenNowhereButLogsIn() {
        LocalDate today = Term.today();
        absences.leave("urban-head", today, today.plusDays(2), BY);
        assertThat(people.on(Duty.HEAD, "350602D01")).isEmpty();
        assertThat(groupsOf("urban-head")).containsExactly("without-post");
        assertThat(people.mayWork("urban-head")).isTrue();
        assertThat(people.unitsOf(people.find("urban-head").orElseThrow(), Set.of(Duty.HEAD)))
                .containsExactly("350602D01");

        daysLater(3);
        assertThat(people.on(Duty.HEAD, "350602D01"))
                .extracting(Person::username)
                .containsExactly("urban-head");
        assertThat(groupsOf("urban-head")).containsExactly("350602D01-head");
    }

    @Test
    void aStreetsAdministratorIsNoneOfTheEngine() {
        people.addDuty("window", "350602004", Duty.ADMIN);
        assertThat(groupsOf("window")).contains("350602004-admin").doesNotContain("camunda-admin");
        assertThat(as("window", () -> administrators.of("350602004001", "nein")).id())
                .isEqualTo("window");
        assertThatThrownBy(() -> as("window", () -> administrators.of("350602", "nein")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoeverDidSomethingIsKeptWithTheTitleOfThatTime() {
        audit.record(new Actor("caller", "漳州市回访员"), "test-title", "x");
        assertThat(jdbc.queryForObject("select actor_title from audit_entry where action = 'test-title'", String.class))
                .isEqualTo("漳州市回访员");
    }

    private void daysLater(int days) {
        EngineClock.stopAt(begun.plus(days, ChronoUnit.DAYS));
        dutyDays.follow();
    }

    private List<String> groupsOf(String username) {
        return identity.createGroupQuery().groupMember(username).list().stream()
                .map(Group::getId)
                .toList();
    }

    // Texts

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
