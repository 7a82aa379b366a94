package org.ganxian.intake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ResidentsDoor.contact;
import static org.ganxian.intake.ResidentsDoor.place;
import static org.ganxian.intake.ResidentsDoor.refused;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.BreaksTies;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.order.Orders;
import org.ganxian.order.danger.DangerProcesses;
import org.ganxian.sla.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.ResultActions;

@IntegrationTest
@BreaksTies("keeps a report of danger whose process is missing")
class PlacingAnOrderTest {

    @Autowired
    ResidentsDoor door;

    @Autowired
    Demands demands;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DangerProcesses dangerProcesses;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    Orders orders;

    // What is good

    @Test
    void anOrderIsAnsweredWithNumberAndQueryCodeAndItsProcessRuns() throws Exception {
        ResultActions answer = door.send(door.order());

        answer.andExpect(status().isCreated()).andExpect(jsonPath("$.advice").doesNotExist());
        String number = door.read(answer).get("number").asText();
        answer.andExpect(header().string("Location", "/api/demands/" + number))
                .andExpect(jsonPath("$.queryCode").value(org.hamcrest.Matchers.matchesPattern("\\d{12}")));
        Demand demand = demands.get(number);
        assertThat(demand.status()).isEqualTo(Status.SCREENING);
        assertThat(demand.source()).isEqualTo(Source.API);
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isOne();
    }

    @Test
    void anOrderWithoutAPlaceGoesToTriage() throws Exception {
        ObjectNode noPlace = door.order();
        noPlace.remove("place");
        ObjectNode noUnit = door.order();
        place(noUnit).putNull("unit");

        assertThat(demandOf(door.placed(noPlace)).status()).isEqualTo(Status.TRIAGE);
        assertThat(demandOf(door.placed(noUnit)).status()).isEqualTo(Status.TRIAGE);
    }

    @Test
    void dangerIsAnsweredWithTheEmergencyNumbers() throws Exception {
        door.send(door.order().put("description", "三楼厨房起火了，有浓烟"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.advice").value(containsString("110")))
                .andExpect(jsonPath("$.advice").value(containsString("119")))
                .andExpect(jsonPath("$.advice").value(containsString("120")));
    }

    @Test
    void aReportOfDangerIsKeptAndAnsweredThoughItsProcessIsMissing() throws Exception {
        repository.suspendProcessDefinitionByKey("order");
        Demand kept;
        try {
            JsonNode receipt = door.placed(door.order().put("description", "三楼厨房失火了，有人没出来"));
            assertThat(receipt.get("advice").asText()).contains("110", "119", "120");
            kept = demandOf(receipt);
            assertThat(kept.priority()).isEqualTo(Priority.P1);
            assertThat(kept.completionDue()).isNotNull();
            assertThat(jdbc.queryForObject(
                            "select count(*) from notice_inbox where demand_number = ?", Integer.class, kept.number()))
                    .isPositive();
            dangerProcesses.start();
            assertThat(demands.get(kept.number()).status()).as("still broken").isEqualTo(Status.REGISTERED);
        } finally {
            repository.activateProcessDefinitionByKey("order");
        }
        Job everyFiveMinutes = management
                .createJobQuery()
                .processDefinitionKey("danger-reports")
                .singleResult();
        management.executeJob(everyFiveMinutes.getId());

        Demand begun = demands.get(kept.number());
        assertThat(begun.status()).isEqualTo(Status.EMERGENCY);
        assertThat(begun.completionDue()).isEqualTo(kept.receivedAt().plus(Duration.ofHours(2)));
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(kept.number())
                        .list())
                .extracting(Task::getTaskDefinitionKey)
                .containsExactly("hand-over-danger");
        dangerProcesses.start();
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(kept.number())
                        .count())
                .as("started once")
                .isEqualTo(1);
    }

    @Test
    void fourByteCharactersAreKeptIntact() throws Exception {
        ObjectNode order = door.order().put("description", "𠮷野家门口🚧积水👨‍👩‍👧");
        contact(order).put("name", "𠮷田");
        place(order).put("address", "𡈽埕巷🏠1 号");

        Demand demand = demandOf(door.placed(order));

        assertThat(demand.description()).isEqualTo("𠮷野家门口🚧积水👨‍👩‍👧");
        assertThat(demand.contactName()).isEqualTo("𠮷田");
        assertThat(demand.address()).isEqualTo("𡈽埕巷🏠1 号");
        assertThat(door.read(door.track(demand.number(), demand.queryCode()))
                        .get("title")
                        .asText())
                .isEqualTo("𠮷野家门口🚧积水👨‍👩‍👧");
    }

    @Test
    void lengthsAreCountedInCharactersAsPeopleSeeThem() throws Exception {
        ObjectNode longest = door.order().put("description", "𠮷".repeat(Demands.DESCRIPTION_LENGTH));
        contact(longest).put("name", "😀".repeat(Demands.NAME_LENGTH));
        place(longest).put("address", "𠮷".repeat(Demands.ADDRESS_LENGTH));

        Demand demand = demandOf(door.placed(longest));

        assertThat(demand.description()).isEqualTo("𠮷".repeat(Demands.DESCRIPTION_LENGTH));
        assertThat(demand.contactName()).isEqualTo("😀".repeat(Demands.NAME_LENGTH));
    }

    @Test
    void theLongestOrderFitsEvenWithEveryCharacterEscaped() throws Exception {
        String escaped = "\\ud842\\udfb7";
        String body = door.order()
                .toString()
                .replaceFirst(
                        "\"description\":\"[^\"]*\"",
                        "\"description\":\"" + escaped.repeat(5000).replace("\\", "\\\\") + "\"");

        Demand demand = demandOf(door.placed(body));

        assertThat(demand.description()).isEqualTo("𠮷".repeat(5000));
    }

    @ParameterizedTest
    @CsvSource({
        "139 0000 0001, 13900000001",
        "139-0000-0001, 13900000001",
        "+86 139 0000 0001, 13900000001",
        "+8613900000001, 13900000001",
        "+86-139-0000-0001, 13900000001",
        "0596-2020000, 05962020000",
        "0596 2020 000, 05962020000",
        "010-65550000, 01065550000",
        "（0596）2020000, 05962020000"
    })
    void aPhoneMayBeWrittenAsPeopleWriteIt(String written, String kept) throws Exception {
        ObjectNode order = door.order();
        contact(order).put("phone", written);

        assertThat(demandOf(door.placed(order)).contactPhone()).isEqualTo(kept);
    }

    @Test
    void coordinatesAreKeptToSixDecimals() throws Exception {
        ObjectNode order = door.order();
        place(order).put("longitude", new BigDecimal("117.64729384758123")).put("latitude", new BigDecimal("24.513"));

        Demand demand = demandOf(door.placed(order));

        assertThat(demand.longitude()).isEqualByComparingTo("117.647294");
        assertThat(demand.latitude()).isEqualByComparingTo("24.513");
    }

    @Test
    void aBodyInADeclaredEncodingIsRead() throws Exception {
        ResultActions answer = door.from(post("/api/demands")
                .contentType("application/json;charset=GB18030")
                .content(door.order().toString().getBytes(Charset.forName("GB18030"))));
        answer.andExpect(status().isCreated());
        assertThat(demandOf(door.read(answer)).description()).startsWith("楼道灯坏了");
    }

    @ParameterizedTest
    @CsvSource({
        "2020000, 05962020000,",
        "𝟏𝟑𝟗𝟎𝟎𝟎𝟎𝟎𝟎𝟎𝟏, 13900000001,",
        "+852 2345 6789, +85223456789,",
        "13900000001 / 0596-2020000, 13900000001, 05962020000"
    })
    void aPhoneIsKeptAsItIsDialledAndASecondOneBesideIt(String typed, String kept, String beside) throws Exception {
        ObjectNode order = door.order();
        contact(order).put("phone", typed);
        Demand demand = demandOf(door.placed(order));
        assertThat(demand.contactPhone()).isEqualTo(kept);
        assertThat(demand.phoneNote()).isEqualTo(beside);
    }

    @Test
    void whatNobodySeesIsGoneAndANameHasOneSpelling() throws Exception {
        ObjectNode order = door.order().put("description", "楼道灯\u202e坏了\ufeff\u00ad");
        contact(order).put("name", "\u200b阿卜杜拉•买买提\u2069");
        place(order).put("address", "榕荫\u200d小区");
        Demand demand = demandOf(door.placed(order));
        assertThat(demand.description()).isEqualTo("楼道灯坏了");
        assertThat(demand.contactName()).isEqualTo("阿卜杜拉·买买提");
        assertThat(demand.address()).isEqualTo("榕荫小区");
        refused(door.send(door.order().put("description", "\u200b\u2060")), "description", "请填写诉求内容");
    }

    @Test
    void whoDoesNotKnowTheCategoryLeavesItToTheTriageDesk() throws Exception {
        Demand demand = demandOf(door.placed(door.order().put("category", "00")));
        assertThat(demand.categoryCode()).isEqualTo("00");
        assertThat(demand.status()).isEqualTo(Status.TRIAGE);
    }

    @Test
    void theTitleOfARecordIsReadForDangerToo() throws Exception {
        assertThat(orders.place(new NewDemand(
                                "起火了",
                                "0908",
                                "请处理",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Source.API,
                                null,
                                null,
                                null,
                                null))
                        .status())
                .isEqualTo(Status.EMERGENCY);
    }

    @Test
    void lineBreaksAndTabsAreText() throws Exception {
        door.send(door.order().put("description", "第一行\r\n第二行\t完")).andExpect(status().isCreated());
    }

    @Test
    void staffNameTheirDoorAndAreKept() throws Exception {
        ResultActions answer = door.from(post("/api/demands")
                .with(httpBasic("clerk", "ganxian"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(door.order().put("source", "HOTLINE").toString()));

        answer.andExpect(status().isCreated());
        Demand demand = demandOf(door.read(answer));
        assertThat(demand.source()).isEqualTo(Source.HOTLINE);
        assertThat(demand.registeredBy()).contains("clerk");
        assertThat(demand.status()).isEqualTo(Status.SCREENING);
    }

    private Demand demandOf(JsonNode receipt) {
        assertThat(receipt.has("number")).as(receipt.toString()).isTrue();
        return demands.get(receipt.get("number").asText());
    }

    @ParameterizedTest
    @CsvSource({"2026-06-08T01:00:00Z,false", "2030-03-04T01:00:00Z,true"})
    void aDeadlineInAYearWithoutAPublishedListSaysThatItMayMove(Instant now, boolean provisional) throws Exception {
        ClockUtil.setCurrentTime(Date.from(now));
        try {
            JsonNode receipt = door.placed(door.order());
            door.track(receipt.get("number").asText(), receipt.get("queryCode").asText())
                    .andExpect(jsonPath("$.provisional").value(provisional));
        } finally {
            ClockUtil.reset();
        }
    }
}
