package org.ganxian.intake.api;

import static org.ganxian.intake.ResidentsDoor.contact;
import static org.ganxian.intake.ResidentsDoor.place;
import static org.ganxian.intake.ResidentsDoor.problem;
import static org.ganxian.intake.ResidentsDoor.refused;
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

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demands;
import org.ganxian.intake.ResidentsDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** Every order that cannot be placed is refused in Chinese, field by field. */
@IntegrationTest
class RefusedOrderTest {

    @Autowired
    ResidentsDoor door;

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
                "/source | \"TELEGRAPH\" | source | 应为 PORTAL、API、DESK、HOTLINE、GRID、EXCHANGE 之一",
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

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\u001b[31m", "\\u007f", "\\u0085", "\\ud842", "\\uffff"})
    void controlCharactersAreRefusedByField(String character) throws Exception {
        String order = door.order().toString();
        refused(door.send(order.replace("楼道灯", "楼道" + character + "灯")), "description", "控制字符");
        refused(door.send(order.replace("陈小明", "陈" + character)), "contact.name", "控制字符");
        refused(door.send(order.replace("榕荫小区", "榕荫" + character)), "place.address", "控制字符");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESK", "HOTLINE", "GRID"})
    void onlyStaffNameTheirOwnDoors(String source) throws Exception {
        refused(door.send(door.order().put("source", source)), "source", "只有登录的工作人员才能使用");
        door.send(door.order().put("source", "PORTAL")).andExpect(status().isCreated());
    }

    @Test
    void nobodyNamesTheDoorOfPartners() throws Exception {
        refused(door.send(door.order().put("source", "EXCHANGE")), "source", "只用于对接系统");
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
}
