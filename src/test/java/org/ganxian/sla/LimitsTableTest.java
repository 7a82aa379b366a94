package org.ganxian.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.ganxian.IntegrationTest;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.StaffDesk;
import org.ganxian.demand.Demand;
import org.ganxian.engine.tables.DecisionTable;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.order.Story;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.RetriedTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** A table of limits, or of routes, takes effect as a whole or not at all; what is sound stays in force through a start. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class LimitsTableTest {

    /** Of an order placed on Monday, 8 June 2026: the end of the fifth and of the eighth working day after. */
    private static final Instant IN_FIVE_DAYS = Instant.parse("2026-06-15T10:00:00Z");

    private static final Instant IN_EIGHT_DAYS = Instant.parse("2026-06-18T10:00:00Z");

    @Autowired
    Story story;

    @Autowired
    LimitsTable table;

    @Autowired
    StaffDesk staff;

    @Autowired
    SlaClocks clocks;

    @Autowired
    SlaPolicies policies;

    @Autowired
    TableEditions editions;

    @Autowired
    RetriedTransaction transaction;

    @Autowired
    List<LimitedFlow> flows;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessEngine engine;

    @Autowired
    @Qualifier("tablesInForce")
    Groundwork tablesInForce;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void onAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theTableIsAsShipped() throws Exception {
        table.isAsShipped();
    }

    private void deploys(String instead, String... of) throws Exception {
        table.deploys(instead, of);
    }

    private SlaClock completion(Demand demand) {
        return clocks.running(demand.number(), Milestone.COMPLETION).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<text>\"P5D\"</text>        | <text>\"five days\"</text>  | 第 14 行",
                "<text>\"P5D\"</text>        | <text>\"P0D\"</text>        | 第 14 行",
                "<text>\"P5D\"</text>        | <text>\"P1DT2H\"</text>     | 第 14 行",
                "<text>\"P15D\"</text>       | <text></text>               | 第 15 行",
                "<text>0.75</text>           | <text>75</text>             | 第 1 行",
                "<text>\"COMPLETION\"</text> | <text>\"COMPLETOIN\"</text> | 没有流程 order “办结”（P1）的时限",
            })
    void aTableThatMakesNoSenseIsRefusedAndTheOneBeforeStaysInForce(String of, String instead, String why)
            throws Exception {
        int version = policies.deployed().version();
        assertThatThrownBy(() -> deploys(instead, of))
                .hasStackTraceContaining(why)
                .hasStackTraceContaining("仍按原来的规则执行");
        assertThat(policies.deployed().version()).isEqualTo(version);
        assertThat(completion(story.aBrokenLamp()).dueAt()).isEqualTo(IN_FIVE_DAYS);
    }

    @Test
    void aTransactionThatDeploysATableGoesByItAtOnce() {
        int version = policies.deployed().version();
        List<Integer> seen = transaction.run(() -> {
            int before = policies.deployed().version();
            byte[] same =
                    editions.content(editions.inForce(SlaPolicies.DECISION).orElseThrow());
            editions.putIntoForce(
                    SlaPolicies.DECISION,
                    (new String(same, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
            return List.of(before, policies.deployed().version());
        });
        assertThat(seen).containsExactly(version, version + 1);
    }

    /** As one that was deployed before tables were checked, or past the checks. */
    @Test
    void aTableInTheDatabaseThatIsWrongGivesWayToTheLastSoundOneAtTheStart(CapturedOutput output) throws Exception {
        deploys("<text>\"P8D\"</text>");
        deploys("<text>\"P9D\"</text>");
        int wrong = policies.deployed().version();
        assertThat(jdbc.update(
                        "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ?",
                        Files.readString(Path.of("processes", "sla-policy.dmn"))
                                .replace("<text>\"P5D\"</text>", "<text>\"nine\"</text>")
                                .getBytes(StandardCharsets.UTF_8),
                        repository
                                .createDecisionDefinitionQuery()
                                .decisionDefinitionKey(SlaPolicies.DECISION)
                                .latestVersion()
                                .singleResult()
                                .getDeploymentId()))
                .isEqualTo(1);
        startsAnew();

        assertThat(output)
                .contains(
                        "ERROR", "sla-policy.dmn 第 %d 版有误：第 14 行".formatted(wrong), "改按第 %d 版执行".formatted(wrong - 1));
        assertThat(policies.deployed().version()).isEqualTo(wrong + 1);
        assertThat(completion(story.aBrokenLamp()).dueAt()).isEqualTo(IN_EIGHT_DAYS);
        staff.mvc
                .perform(get("/desk/policy").with(httpBasic("manager", StaffDesk.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("没有生效的规则表")))
                .andExpect(content().string(containsString("sla-policy.dmn 第 %d 版有误：第 14 行".formatted(wrong))));

        startsAnew();
        assertThat(policies.deployed().version()).as("put right once").isEqualTo(wrong + 1);
    }

    /** As after an upgrade that brings a flow which the city's table has never heard of. */
    @Test
    void aFlowThatTheCitysTableLacksKeepsTheReleasesLimitsAndTheTableStaysTheCitys(CapturedOutput output)
            throws Exception {
        deploys("<text>\"P8D\"</text>");
        byte[] citys = withoutWindow(
                new String(
                        editions.content(editions.inForce(SlaPolicies.DECISION).orElseThrow()), StandardCharsets.UTF_8),
                "P8D");
        jdbc.update(
                "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ?",
                citys,
                editions.inForce(SlaPolicies.DECISION).orElseThrow().deployment());
        TableEditions.Edition edition = editions.inForce(SlaPolicies.DECISION).orElseThrow();
        startsAnew();

        assertThat(editions.inForce(SlaPolicies.DECISION))
                .as("no start overwrites it")
                .contains(edition);
        assertThat(editions.content(edition)).isEqualTo(citys);
        assertThat(output).doesNotContain("改按");
        assertThat(completion(story.aBrokenLamp()).dueAt()).as("the city's").isEqualTo(IN_EIGHT_DAYS);
        assertThat(policies.of(application(), Milestone.ACCEPTANCE).limit())
                .as("the release's")
                .isEqualTo(Limit.ofDays(5));

        String other = new String(citys, StandardCharsets.UTF_8).replace("\"P8D\"", "\"P9D\"");
        repository
                .createDeployment()
                .name("test")
                .addString("sla-policy.dmn", other)
                .deploy();
        assertThat(completion(story.aBrokenLamp()).limit())
                .as("an old flow is changed without taking in the new one")
                .isEqualTo(Limit.ofDays(9));
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .name("test")
                        .addString("sla-policy.dmn", other.replace("\"COMPLETION\"", "\"CHASE\""))
                        .deploy())
                .as("what the city's table had may not go")
                .hasStackTraceContaining("没有流程 order “办结”（P1）的时限");
    }

    private static SlaSubject application() {
        return new SlaSubject("window-service", "of-no-case", null, Priority.P3, null, "none");
    }

    private static byte[] withoutWindow(String table, String... mustHave) {
        String lacking = table.replace("\"order\",\"window-service\"", "\"order\"")
                .replaceAll("(?s)<rule id=\"[^\"]*\">(?:(?!</rule>).)*<text>\"window-service\"</text>.*?</rule>", "");
        assertThat(lacking).contains(mustHave).doesNotContain("\"window-service\"");
        return lacking.getBytes(StandardCharsets.UTF_8);
    }

    /** Its part for the tables of rules, without what it remembers of them. */
    private void startsAnew() throws Exception {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getDeploymentCache()
                .discardDecisionDefinitionCache();
        tablesInForce.lay();
    }

    @Test
    void aRoutingTableThatLeadsNowhereIsRefused() throws Exception {
        String shipped = Files.readString(Path.of("processes", "routing.dmn"));
        Map.of(
                        "\"BRANCH\"", "\"BRANCHES\"",
                        "\"P4\"", "\"P9\"",
                        "\"WATER\"", "")
                .forEach((place, instead) -> assertThatThrownBy(() -> repository
                                .createDeployment()
                                .name("test")
                                .addString("routing.dmn", shipped.replace(place, instead))
                                .deploy())
                        .as(place)
                        .hasStackTraceContaining("routing.dmn 有误，没有生效"));
    }

    /** Another language could call what it likes, and would while it is looked at. */
    @Test
    void aTableInAnotherLanguageIsRefusedUnread() throws Exception {
        assertThatThrownBy(() -> deploys(
                        "<outputEntry id=\"rule-14-limit\" expressionLanguage=\"juel\">",
                        "<outputEntry id=\"rule-14-limit\">"))
                .hasStackTraceContaining("只能用 FEEL 书写");
    }

    @Test
    void theShippedTableHasTheLimitsOfAllFlows() throws Exception {
        DecisionTable shipped =
                new DecisionTable(SlaPolicies.DECISION, Files.readAllBytes(Path.of("processes", "sla-policy.dmn")));
        assertThat(shipped.rows()).hasSizeGreaterThan(30);
        assertThat(flows)
                .isNotEmpty()
                .allSatisfy(flow -> assertThat(PolicyCheck.questions(flow))
                        .isNotEmpty()
                        .allSatisfy(question -> assertThat(shipped.answer(question))
                                .as(question.toString())
                                .isPresent()));
    }
}
