package org.ganxian.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The timeline says what happened, who did it and when. Nothing of it is ever taken back. */
@IntegrationTest
@BreaksTies("registers demands without a process")
class TimelineTest {

    @Autowired
    Demands demands;

    @Autowired
    EntityManager entities;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @LocalServerPort
    int port;

    private TransactionTemplate elsewhere;

    private final TimeZone zoneOfTheJvm = TimeZone.getDefault();

    @AfterEach
    void everythingIsAsBefore() {
        TimeZone.setDefault(zoneOfTheJvm);
        ClockUtil.reset();
    }

    @BeforeEach
    void somebodyElseIsThere() {
        elsewhere = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    private Demand registered() {
        return demands.register(
                new NewDemand(
                        null,
                        "0908",
                        "楼道里的灯坏了",
                        "350602004001",
                        null,
                        null,
                        null,
                        null,
                        "13900000001",
                        Source.PORTAL,
                        null,
                        null,
                        null,
                        null),
                Actor.RESIDENT);
    }

    private List<TimelineEntry> timelineOf(Demand demand) {
        return demands.timeline(demands.get(demand.number()));
    }

    @Test
    void anEntryCannotBeChangedThroughJpa() {
        Demand demand = registered();
        transaction.executeWithoutResult(status -> {
            TimelineEntry entry = timelineOf(demand).get(0);
            ReflectionTestUtils.setField(entry, "text", "改过的");
            ReflectionTestUtils.setField(entry, "actorId", "member1");
        });
        assertThat(timelineOf(demand)).singleElement().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo(Source.PORTAL.title());
            assertThat(entry.actorId()).isEqualTo(Actor.RESIDENT.id());
        });
    }

    @Test
    void aQueryCannotChangeEntriesThroughJpa() {
        registered();
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> entities.createQuery("update TimelineEntry e set e.text = 'x'")
                                .executeUpdate()))
                .hasStackTraceContaining("immutable");
    }

    @Test
    void anEntryCannotBeDeletedThroughJpa() {
        Demand demand = registered();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status ->
                        entities.remove(entities.merge(timelineOf(demand).get(0)))))
                .hasStackTraceContaining("append-only");
        assertThat(timelineOf(demand)).hasSize(1);
    }

    private long versionOf(Demand demand) {
        return jdbc.queryForObject("select version from demand where id = ?", Long.class, demand.id());
    }

    @Test
    void everyLineRaisesTheVersionOfItsDemand() {
        Demand demand = registered();
        long before = versionOf(demand);
        transaction.executeWithoutResult(
                status -> demands.record(demands.get(demand.number()), Step.WARNED, Actor.SYSTEM, null));
        assertThat(versionOf(demand)).isGreaterThan(before);
    }

    private void isTold(Demand demand, Step... steps) {
        transaction.executeWithoutResult(status -> assertThat(demands.happened(demands.take(demand.number())))
                .isEqualTo(timelineOf(demand).stream()
                        .map(line -> new TimelineEntry.Happened(line.step(), line.at(), line.actorId()))
                        .toList())
                .extracting(TimelineEntry.Happened::step)
                .containsExactly(steps));
    }

    /** Its version is what lines are remembered by: what was taken back leaves it as it was. */
    @Test
    void whatHappenedIsToldAsItIsStored() {
        Demand demand = registered();
        isTold(demand, Step.REGISTERED);
        transaction.executeWithoutResult(status -> {
            Demand here = demands.take(demand.number());
            demands.record(here, Step.WARNED, Actor.SYSTEM, null);
            assertThat(demands.happened(here)).hasSize(2);
            entities.flush();
            assertThat(demands.happened(here)).hasSize(2);
            status.setRollbackOnly();
        });
        isTold(demand, Step.REGISTERED);
        transaction.executeWithoutResult(status -> {
            Demand here = demands.take(demand.number());
            demands.record(here, Step.TO_TRIAGE, Actor.SYSTEM, null);
            demands.record(here, Step.WARNED, Actor.SYSTEM, null);
            assertThat(demands.happened(here)).hasSize(3);
        });
        isTold(demand, Step.REGISTERED, Step.TO_TRIAGE, Step.WARNED);
        // As another node does it.
        jdbc.update(
                "insert into timeline_entry (demand_id, happened_at, step, actor_id, actor_title) values (?, ?, ?, ?, ?)",
                demand.id(),
                LocalDateTime.of(2026, 3, 8, 9, 30),
                Step.WARNED.name(),
                Actor.SYSTEM.id(),
                Actor.SYSTEM.title());
        jdbc.update("update demand set version = version + 1 where id = ?", demand.id());
        isTold(demand, Step.REGISTERED, Step.TO_TRIAGE, Step.WARNED, Step.WARNED);
    }

    @Test
    void whatWasReadBeforeSomebodyElsesStepIsNeverWritten() {
        Demand demand = registered();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    Demand read = demands.get(demand.number());
                    elsewhere.executeWithoutResult(
                            other -> demands.record(demands.get(demand.number()), Step.TO_TRIAGE, Actor.SYSTEM, null));
                    demands.record(read, Step.WARNED, Actor.SYSTEM, null);
                }))
                .isInstanceOf(ConcurrencyFailureException.class);
        assertThat(timelineOf(demand)).extracting(TimelineEntry::step).containsExactly(Step.REGISTERED, Step.TO_TRIAGE);
    }

    @Test
    void whatIsTakenIsReadAsItStandsAndKeepsWhatWasChangedBefore() {
        Demand demand = registered();
        transaction.executeWithoutResult(status -> {
            demands.get(demand.number());
            elsewhere.executeWithoutResult(
                    other -> demands.record(demands.get(demand.number()), Step.TO_TRIAGE, Actor.SYSTEM, null));
            Demand taken = demands.take(demand.number());
            assertThat(taken.status()).isEqualTo(Status.TRIAGE);
            taken.serveBy("350602004001B1");
            assertThat(demands.take(demand.number()).servingUnit()).isEqualTo("350602004001B1");
        });
        assertThat(demands.get(demand.number()).servingUnit()).isEqualTo("350602004001B1");
    }

    @Test
    void ofANumberThatThisNodeDoesNotKnowTheDemandIsTakenAsItStands() {
        Demand demand = registered();
        String unknown = "ZZ20260101-990001";
        jdbc.update("update demand set number = ? where id = ?", unknown, demand.id());
        transaction.executeWithoutResult(status -> {
            entities.find(Demand.class, demand.id());
            elsewhere.executeWithoutResult(other -> jdbc.update(
                    "update demand set serving_unit = '350602004001B1', version = version + 1 where id = ?",
                    demand.id()));
            assertThat(demands.take(unknown).servingUnit()).isEqualTo("350602004001B1");
        });
        String another = "ZZ20260101-990002";
        jdbc.update("update demand set number = ? where id = ?", another, demand.id());
        transaction.executeWithoutResult(status ->
                assertThat(entities.getLockMode(demands.take(another))).isEqualTo(LockModeType.PESSIMISTIC_WRITE));
    }

    @Test
    void aStepThatCannotBeTakenFromHereIsRefused() {
        Demand demand = registered();
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> demands.record(demands.get(demand.number()), Step.CLOSED, Actor.SYSTEM, null)))
                .isInstanceOf(Refusal.class)
                .hasMessage("诉求 " + demand.number() + " 现在是“已登记”，不能再“办结”，请刷新后查看");
        assertThat(timelineOf(demand)).hasSize(1);
    }

    /** There is no other way to the table: the repository is the only one, and this is all that it can. */
    @Test
    void theRepositoryAppendsAndReadsAndCanDoNothingElse() {
        assertThat(Arrays.stream(TimelineRepository.class.getMethods()).map(Method::getName))
                .allMatch(name -> name.equals("save") || name.startsWith("find"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/New_York"})
    void timesAreStoredInUtcWhateverTheZonesOfJvmAndSession(String zone) {
        // Half an hour into the hour that New York skips on this day.
        Instant moment = Instant.parse("2026-03-08T02:30:15.250Z");
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        ClockUtil.setCurrentTime(Date.from(moment));
        Demand demand = inASessionOf("+08:00", this::registered);

        assertThat(stored("select cast(received_at as char(26)) from demand where id = ?", demand))
                .startsWith("2026-03-08 02:30:15.25");
        assertThat(stored("select cast(happened_at as char(26)) from timeline_entry where demand_id = ?", demand))
                .startsWith("2026-03-08 02:30:15.25");

        TimeZone.setDefault(zoneOfTheJvm);
        assertThat(demands.get(demand.number()).receivedAt()).isEqualTo(moment);
        assertThat(timelineOf(demand)).extracting(TimelineEntry::at).containsExactly(moment);
        String shown = Caller.nobody(port)
                .get("/api/demands/" + demand.number() + "?code=" + demand.queryCode())
                .json()
                .at("/timeline/0/at")
                .asText();
        assertThat(OffsetDateTime.parse(shown).toInstant()).isEqualTo(moment);
    }

    private String stored(String query, Demand demand) {
        return jdbc.queryForObject(query, String.class, demand.id());
    }

    /** Lets the database believe for one transaction that its caller lives in another zone. */
    private Demand inASessionOf(String offset, Supplier<Demand> work) {
        return transaction.execute(status -> {
            jdbc.execute(session(offset));
            try {
                return work.get();
            } finally {
                entities.flush();
                jdbc.execute(session("+00:00"));
            }
        });
    }

    private String session(String offset) {
        String product = jdbc.execute((Connection c) -> c.getMetaData().getDatabaseProductName());
        return product.equals("H2") ? "set time zone '" + offset + "'" : "set time_zone = '" + offset + "'";
    }
}
