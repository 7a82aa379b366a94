package org.ganxian.intake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ResidentsDoor.contact;
import static org.ganxian.intake.ResidentsDoor.place;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
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
import org.ganxian.order.DangerProcesses;
import org.ganxian.order.Orders;
import org.ganxian.sla.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    // What is missing

    @ParameterizedTest
    @CsvSource({
        "category, 请填写诉求分类",
        "description, 请填写诉求内容",
        "contact, 请填写联系方式",
    })
    void aMissingFieldIsNamed(String field, String message) throws Exception {
        for (String value : new String[] {null, ""}) {
            ObjectNode order = door.order();
            if (value == null) {
                order.remove(field);
            } else if (!field.equals("contact")) {
                order.put(field, "  ");
            } else {
                order.putNull(field);
            }
            refused(door.send(order), field, message);
        }
    }

    @Test
    void aMissingPhoneIsNamed() throws Exception {
        ObjectNode order = door.order();
        contact(order).remove("phone");
        refused(door.send(order), "contact.phone", "请填写联系电话");
    }

    @Test
    void allWrongFieldsAreToldAtOnce() throws Exception {
        door.send("{\"place\":{\"unit\":\"nowhere\",\"longitude\":200},\"contact\":{\"phone\":\"1\"}}")
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.title").value("请求有误"))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("category")))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("description")))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("place.unit")))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("place.longitude")))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("place.latitude")))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("contact.phone")));
    }

    // What is too long

    @Test
    void overlongTextsAreRefusedByField() throws Exception {
        refused(
                door.send(door.order().put("description", "长".repeat(Demands.DESCRIPTION_LENGTH + 1))),
                "description",
                "诉求内容不能超过 5000 字");
        ObjectNode name = door.order();
        contact(name).put("name", "名".repeat(Demands.NAME_LENGTH + 1));
        refused(door.send(name), "contact.name", "姓名不能超过 60 字");
        ObjectNode address = door.order();
        place(address).put("address", "址".repeat(Demands.ADDRESS_LENGTH + 1));
        refused(door.send(address), "place.address", "详细地址不能超过 200 字");
        ObjectNode category = door.order().put("category", "0".repeat(10_000));
        refused(door.send(category), "category", "没有这个分类");
        ObjectNode unit = door.order();
        place(unit).put("unit", "3".repeat(10_000));
        refused(door.send(unit), "place.unit", "没有这个地方");
    }

    // What is of the wrong type

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/place/longitude | \"一百一十七\" | place.longitude | place.longitude 应为数字",
                "/place/longitude | \"117.6\" | place.longitude | place.longitude 应为数字",
                "/place/longitude | \"\" | place.longitude | 应为数字",
                "/place/longitude | true | place.longitude | 应为数字",
                "/place/longitude | [117] | place.longitude | 应为数字",
                "/place/unit | 350602004001 | place.unit | 应为文字",
                "/place | \"巷口街道\" | place | 应为对象",
                "/place | [] | place | 应为对象",
                "/contact | 13900000001 | contact | 应为对象",
                "/contact/phone | 13900000001 | contact.phone | 应为文字",
                "/description | {} | description | 应为文字",
                "/description | true | description | 应为文字",
                "/category | 908 | category | 应为文字",
                "/source | \"TELEGRAPH\" | source | 应为 PORTAL、API、DESK、HOTLINE、GRID 之一",
                "/source | 1 | source | 之一",
                "/source | \"\" | source | 之一",
            })
    void aWrongTypeIsNamedByTheFieldsPath(String pointer, String value, String field, String message) throws Exception {
        ObjectNode order = door.order();
        String[] names = pointer.substring(1).split("/");
        ObjectNode parent = names.length == 1 ? order : (ObjectNode) order.get(names[0]);
        parent.set(names[names.length - 1], door.json.readTree(value));
        refused(door.send(order), field, message);
    }

    @Test
    void anUnknownFieldIsNamed() throws Exception {
        ObjectNode order = door.order();
        contact(order).put("wechat", "x");
        refused(door.send(order), "contact.wechat", "没有这个字段：contact.wechat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "\"你好\"",
                "123",
                "{",
                "{\"category\":\"0908\",\"desc",
                "{\"category\":",
                "{category: 1}",
                "不是 JSON",
                "{} {}",
                "{\"category\":\"0908\",\"category\":\"0909\"}",
                "{\"place\":{\"longitude\":NaN}}",
                "{\"description\":\"一行\n两行\"}",
            })
    void whatIsNoJsonObjectIsRefusedInChinese(String body) throws Exception {
        door.send(body)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.title").value("请求有误"))
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.matchesPattern(".*\\p{IsHan}.*")))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @Test
    void nestingWithoutEndIsRefused() throws Exception {
        door.send("{\"place\":" + "[".repeat(20_000))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void aBodyInAnotherEncodingIsRefusedNotMangled() throws Exception {
        door.send(door.order().toString().getBytes(Charset.forName("GB18030")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("UTF-8")));
    }

    @Test
    void aBodyInADeclaredEncodingIsRead() throws Exception {
        ResultActions answer = door.from(post("/api/demands")
                .contentType("application/json;charset=GB18030")
                .content(door.order().toString().getBytes(Charset.forName("GB18030"))));
        answer.andExpect(status().isCreated());
        assertThat(demandOf(door.read(answer)).description()).startsWith("楼道灯坏了");
    }

    // What does not exist, or is not readable

    @ParameterizedTest
    @ValueSource(strings = {"999999", "../../etc", "' or 1=1 --", "😀"})
    void anUnknownCategoryIsRefused(String code) throws Exception {
        refused(door.send(door.order().put("category", code)), "category", "没有这个分类");
    }

    @ParameterizedTest
    @ValueSource(strings = {"350699999999", "", " ", ResidentsDoor.BRANCH, "350602004001 ", "😀"})
    void anUnknownPlaceOrOneWhereNobodyLivesIsRefused(String code) throws Exception {
        ObjectNode order = door.order();
        place(order).put("unit", code);
        refused(door.send(order), "place.unit", "没有这个地方");
    }

    @ParameterizedTest
    @CsvSource({
        "200, 24, place.longitude",
        "-180.0000001, 24, place.longitude",
        "117, 91, place.latitude",
        "117, -90.5, place.latitude",
        "1e400, 24, place.longitude",
        "1e-4000, 24, place.longitude",
        "1e-400000000, 24, place.longitude"
    })
    void coordinatesOffTheGlobeAreRefused(String longitude, String latitude, String field) throws Exception {
        String body = door.order()
                .toString()
                .replace("\"place\":{", "\"place\":{\"longitude\":%s,\"latitude\":%s,".formatted(longitude, latitude));
        refused(door.send(body), field, "度应在");
    }

    @Test
    void oneCoordinateAloneIsRefused() throws Exception {
        ObjectNode order = door.order();
        place(order).put("latitude", 24.5);
        refused(door.send(order), "place.longitude", "经度和纬度要一起填写");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "12900000001",
                "1390000000",
                "139000000012",
                "0596-20",
                "电话",
                "139o0000001",
                "13900000001、保密"
            })
    void aWrongPhoneIsRefusedWithAnExample(String phone) throws Exception {
        ObjectNode order = door.order();
        contact(order).put("phone", phone);
        refused(door.send(order), "contact.phone", "电话号码不正确");
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

    @ParameterizedTest
    @CsvSource({"24.5130, 117.6473", "-87.62, 41.88", "0, 0", "121.47, 31.23"})
    void aPositionOutsideTheCityIsRefused(String longitude, String latitude) throws Exception {
        ObjectNode order = door.order();
        place(order).put("longitude", new BigDecimal(longitude)).put("latitude", new BigDecimal(latitude));
        door.send(order).andExpect(status().isBadRequest()).andExpect(content().string(containsString("度")));
    }

    @ParameterizedTest
    @CsvSource({"其他, 等 131 个", "安全生产, 0101 城乡建设 / 安全生产", "安全隐患, 010103", "事故处理, 010101"})
    void aCategoryThatWordsLeaveOpenIsAskedBackWithTheChoices(String words, String choices) throws Exception {
        refused(door.send(door.order().put("category", words)), "category", choices);
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
                                "起火了", "0908", "请处理", null, null, null, null, null, null, Source.API, null, null, null))
                        .status())
                .isEqualTo(Status.EMERGENCY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\u001b[31m", "\\u007f", "\\u0085", "\\ud842", "\\uffff"})
    void controlCharactersAreRefusedByField(String character) throws Exception {
        String order = door.order().toString();
        refused(door.send(order.replace("楼道灯", "楼道" + character + "灯")), "description", "控制字符");
        refused(door.send(order.replace("陈小明", "陈" + character)), "contact.name", "控制字符");
        refused(door.send(order.replace("榕荫小区", "榕荫" + character)), "place.address", "控制字符");
    }

    @Test
    void lineBreaksAndTabsAreText() throws Exception {
        door.send(door.order().put("description", "第一行\r\n第二行\t完")).andExpect(status().isCreated());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESK", "HOTLINE", "GRID"})
    void onlyStaffNameTheirOwnDoors(String source) throws Exception {
        refused(door.send(door.order().put("source", source)), "source", "只有登录的工作人员才能使用");
        door.send(door.order().put("source", "PORTAL")).andExpect(status().isCreated());
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

    // What is no such request

    @Test
    void otherMethodsTypesAndPathsAreRefusedInChinese() throws Exception {
        problem(
                        door.from(put("/api/demands")
                                .with(httpBasic("clerk", "ganxian"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{}")),
                        405)
                .andExpect(header().string("Allow", containsString("POST")));
        problem(
                door.from(post("/api/demands")
                        .contentType(MediaType.APPLICATION_XML)
                        .content("<a/>")),
                415);
        problem(door.from(post("/api/demands").content("{}")), 415);
        problem(
                door.from(post("/api/demands")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .param("category", "0908")),
                415);
        problem(
                door.from(
                        post("/api/demands").header("Content-Type", "nonsense").content("{}")),
                415);
        problem(door.from(get("/api/categories").param("level", "三")), 400)
                .andExpect(jsonPath("$.errors[0].field").value("level"))
                .andExpect(jsonPath("$.errors[0].message").value("level 应为整数"));
        problem(door.from(get("/api/units").param("kind", "PLANET")), 400)
                .andExpect(jsonPath("$.errors[0].message").value(startsWith("kind 应为 CITY、")));
        problem(door.from(get("/api/no/such/door").with(httpBasic("clerk", "ganxian"))), 404);
        problem(door.from(get("/api/demands/ZZ1/attachments/abc").param("code", "1")), 400)
                .andExpect(jsonPath("$.errors[0].field").value("id"));
    }

    @Test
    void anOversizedBodyIsRefusedUnread() throws Exception {
        problem(door.send("{\"description\":\"" + "a".repeat(20 * 1024 * 1024) + "\"}"), 413)
                .andExpect(jsonPath("$.detail").value("提交的内容过大，不能超过 64 KB"));
    }

    private static ResultActions problem(ResultActions answer, int status) throws Exception {
        return answer.andExpect(status().is(status))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(jsonPath("$.title").value(org.hamcrest.Matchers.matchesPattern("\\p{IsHan}+")))
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.matchesPattern("(?s).*\\p{IsHan}.*")));
    }

    private static void refused(ResultActions answer, String field, String message) throws Exception {
        String body = problem(answer, 400).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        answer.andExpect(jsonPath("$.errors[*].field").value(hasItem(field)))
                .andExpect(jsonPath("$.errors[?(@.field=='" + field + "')].message")
                        .value(hasItem(containsString(message))));
        assertThat(body).doesNotContain("Exception").doesNotContain("org.");
    }

    private Demand demandOf(JsonNode receipt) {
        assertThat(receipt.has("number")).as(receipt.toString()).isTrue();
        return demands.get(receipt.get("number").asText());
    }
}
