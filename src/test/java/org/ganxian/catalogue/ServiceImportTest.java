package org.ganxian.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Audit;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

@IntegrationTest
class ServiceImportTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @LocalServerPort
    int port;

    @Autowired
    CatalogueDesk desk;

    @Autowired
    ServiceItems items;

    @Autowired
    Audit audit;

    @BeforeEach
    void isWednesdayMorning() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-25T02:00:00Z")));
    }

    @AfterEach
    void clean() {
        ClockUtil.reset();
        desk.clean();
    }

    private static String demo() throws Exception {
        return new String(new ClassPathResource(DemoServices.FILE).getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void theDemosOwnFileChangesNothing() throws Exception {
        JsonNode preview = desk.read(desk.previews(demo()).andExpect(status().isOk()));
        assertThat(preview.get("items"))
                .hasSize(12)
                .allSatisfy(i -> assertThat(i.get("outcome").asText()).isEqualTo("UNCHANGED"));
        assertThat(preview.get("acceptable").asBoolean()).isFalse();
        desk.imports("admin", CatalogueDesk.IMPORT, demo())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("没有需要导入的内容")));
    }

    @Test
    void thePreviewSaysExactlyWhatTheImportThenDoes() throws Exception {
        String changed = demo().replace("\"promisedDays\": 15,", "\"promisedDays\": 12,")
                .replaceFirst(
                        "\"items\": \\[",
                        "\"items\": [" + Drafts.json("test-new", "新事项", "\"fee\": 20.5, \"validFrom\": \"2027-01-01\",")
                                + ",");
        int before = desk.versions();
        JsonNode preview = desk.read(desk.previews(changed).andExpect(status().isOk()));
        assertThat(desk.versions()).as("nothing is changed by looking").isEqualTo(before);
        assertThat(preview.get("preview").asBoolean()).isTrue();
        assertThat(preview.get("acceptable").asBoolean()).isTrue();
        assertThat(preview.at("/items/0/outcome").asText()).isEqualTo("NEW");
        assertThat(preview.at("/items/0/line").asInt()).isEqualTo(2);
        assertThat(preview.at("/items/0/validFrom").asText()).isEqualTo("2027-01-01");
        JsonNode advertising = preview.at("/items/6");
        assertThat(advertising.get("code").asText()).isEqualTo("outdoor-advertising");
        assertThat(advertising.get("outcome").asText()).isEqualTo("CHANGED");
        assertThat(advertising.get("version").asInt()).isEqualTo(2);
        assertThat(advertising.get("changes").toString())
                .isEqualTo("[{\"field\":\"承诺时限\",\"before\":\"15 个工作日\",\"after\":\"12 个工作日\"}]");

        JsonNode done = desk.read(desk.imports(
                        "admin",
                        CatalogueDesk.IMPORT,
                        changed,
                        "previewed",
                        preview.get("previewed").asText())
                .andExpect(status().isOk()));
        assertThat(done.get("items")).isEqualTo(preview.get("items"));
        assertThat(done.get("preview").asBoolean()).isFalse();
        assertThat(desk.versions()).isEqualTo(before + 2);
        ServiceItem second = items.find("outdoor-advertising", TODAY).orElseThrow();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.promisedDays()).isEqualTo(12);
        assertThat(items.find("outdoor-advertising", TODAY.minusDays(1))
                        .orElseThrow()
                        .promisedDays())
                .isEqualTo(15);
        ServiceItem added = items.find("test-new", LocalDate.of(2027, 1, 1)).orElseThrow();
        assertThat(added.fee()).hasValueSatisfying(f -> assertThat(f).hasToString("20.50"));
        assertThat(items.find("test-new", TODAY)).isEmpty();
        assertThat(audit.count(Drafts.ADMIN, "services-imported", DigestUtils.sha256Hex(changed)))
                .isOne();
        assertThat(audit.count(Drafts.ADMIN, "service-version-added", "outdoor-advertising v2"))
                .isOne();
    }

    @Test
    void oneErrorKeepsEverythingOut() throws Exception {
        String file = Drafts.file(
                Drafts.json("test-good", "好的", ""),
                Drafts.json("test-bad", "坏的", "\"guide\": 5, \"colour\": \"red\",")
                        .replace("20", "9"),
                Drafts.json("test-good", "又一个", ""),
                "\"只是文字\"");
        JsonNode preview = desk.read(desk.previews(file).andExpect(status().isOk()));
        assertThat(preview.get("acceptable").asBoolean()).isFalse();
        assertThat(preview.at("/items/0/outcome").asText()).isEqualTo("NEW");
        assertThat(preview.at("/items/1/line").asInt()).isEqualTo(6);
        assertThat(preview.at("/items/1/mistakes").toString())
                .contains("没有这个字段：colour", "guide 应为文字", "承诺时限（10 个工作日）不能长于法定时限（9 个工作日）");
        assertThat(preview.at("/items/2/mistakes/0/reason").asText()).contains("出现了两次");
        assertThat(preview.at("/items/3/mistakes").toString())
                .isEqualTo("[{\"field\":\"\",\"reason\":\"事项应为 JSON 对象\"}]");

        desk.imports("admin", CatalogueDesk.IMPORT, file)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[?(@.field == 'items[1].promisedDays')].message")
                        .value(hasItem(startsWith("第 6 行起的事项："))));
        assertThat(items.find("test-good", TODAY)).isEmpty();
    }

    @Test
    void whatHasChangedSinceThePreviewIsPreviewedAgain() throws Exception {
        String file = Drafts.file(Drafts.json("test-late", "甲", ""));
        String stamp = desk.read(desk.previews(file)).get("previewed").asText();
        desk.imports("admin", CatalogueDesk.IMPORT, Drafts.file(Drafts.json("test-late", "乙", "")))
                .andExpect(status().isOk());
        desk.imports("admin", CatalogueDesk.IMPORT, file, "previewed", stamp)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].message").value(containsString("今天刚生效")));

        String other = Drafts.file(Drafts.json("test-other", "甲", ""));
        String yesterdays = desk.read(desk.previews(other)).get("previewed").asText();
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-25T16:00:00Z")));
        desk.imports("admin", CatalogueDesk.IMPORT, other, "previewed", yesterdays)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("请重新预览")));
    }

    @Test
    void anItemThatHasEndedBeginsAgainByBeingImported() throws Exception {
        String file = Drafts.file(Drafts.json("test-again", "甲", ""));
        desk.imports("admin", CatalogueDesk.IMPORT, file).andExpect(status().isOk());
        desk.sends("admin", "/desk/services/test-again/end", "lastDay", "2026-11-25")
                .andExpect(status().is3xxRedirection());
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-27T02:00:00Z")));
        desk.imports("admin", CatalogueDesk.IMPORT, file)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].outcome").value("CHANGED"))
                .andExpect(jsonPath("$.items[0].changes").isEmpty());
        assertThat(items.find("test-again", TODAY.plusDays(1))).isEmpty();
        assertThat(items.find("test-again", TODAY.plusDays(2))).isPresent();
    }

    static Stream<Arguments> oddFiles() {
        String item = Drafts.json("test-odd", "甲", "");
        return Stream.of(
                Arguments.of("", "文件是空的"),
                Arguments.of("   \n", "文件是空的"),
                Arguments.of("[]", "文件应为 JSON 对象"),
                Arguments.of("{}", "文件应为 JSON 对象"),
                Arguments.of("null", "文件应为 JSON 对象"),
                Arguments.of("{\"items\": []}", "文件里没有事项"),
                Arguments.of("{\"items\": {}}", "文件应为 JSON 对象"),
                Arguments.of("{\"version\": 1, \"items\": [" + item + "]}", "文件应为 JSON 对象"),
                Arguments.of("{\"items\": [" + item, "JSON 没有结束"),
                Arguments.of("{\"items\": [" + item + "]} {}", "还有多余的内容"),
                Arguments.of("{\"items\": [" + item + "]} x", "不是正确的 JSON"),
                Arguments.of("{\"items\": [" + item.replace("{ ", "{\"code\": \"b\", ") + "]}", "同一个字段出现了两次"),
                Arguments.of("{\"items\": [" + item + "], \"items\": [" + item + "]}", "同一个字段出现了两次"),
                Arguments.of("{\"items\": " + "[".repeat(100_000), "层次过深"),
                Arguments.of("{\"items\": [" + "{\"a\":".repeat(5_000), "层次过深"),
                Arguments.of("{\"items\": [{\"statutoryDays\": " + "9".repeat(5_000) + "}]}", "某一项过长"),
                Arguments.of("date,kind,name\n2027-01-01,HOLIDAY,元旦", "不是正确的 JSON"),
                Arguments.of("店招".getBytes(Charset.forName("GB18030")), "UTF-8"),
                Arguments.of(new byte[] {(byte) 0xff, (byte) 0xfe, 0x7b, 0x00}, "UTF-8"),
                Arguments.of(Drafts.file(Stream.generate(() -> "1").limit(2001).toArray(String[]::new)), "最多 2000"));
    }

    @ParameterizedTest
    @MethodSource("oddFiles")
    void aFileThatIsNoneIsRefusedWithAReason(Object file, String reason) throws Exception {
        desk.previews(file)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("file"))
                .andExpect(jsonPath("$.detail").value(containsString(reason)));
        Document page = CatalogueDesk.page(
                desk.imports("admin", "/desk/services/import", file).andExpect(status().isBadRequest()));
        assertThat(page.select("[role=alert]").text()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"statutoryDays\": 99999999999",
                "\"statutoryDays\": 1e999999999",
                "\"statutoryDays\": 20.0",
                "\"statutoryDays\": \"20\"",
                "\"statutoryDays\": [20]",
                "\"statutoryDays\": null",
                "\"fee\": 1e999999999",
                "\"fee\": -1e-999999999",
                "\"fee\": 0.001",
                "\"fee\": \"20\"",
                "\"fee\": 1000000.01",
                "\"permit\": \"true\"",
                "\"permit\": 1",
                "\"resultType\": \"licence\"",
                "\"resultType\": 0",
                "\"functions\": \"HEALTH\"",
                "\"functions\": [1]",
                "\"functions\": [null]",
                "\"functions\": []",
                "\"functions\": [\"NOBODY\\u0000\"]",
                "\"materials\": {}",
                "\"materials\": [1]",
                "\"materials\": [{\"code\": \"a\", \"name\": {}}]",
                "\"materials\": [{\"code\": \"a\", \"name\": \"甲\", \"price\": 1}]",
                "\"materials\": [{\"code\": \"a\", \"name\": \"甲\"}, {\"code\": \"a\", \"name\": \"乙\"}]",
                "\"validFrom\": \"2027-02-30\"",
                "\"validFrom\": \"2026-11-24\"",
                "\"validFrom\": \"+999999999-01-01\"",
                "\"validFrom\": 20270101",
                "\"name\": \"\\ud83d\"",
                "\"name\": \"\\u0000\"",
                "\"guide\": {}"
            })
    void anItemWithAnOddFieldIsAnErrorOfThatItem(String field) throws Exception {
        String name = field.substring(1, field.indexOf('"', 1));
        String usual = Drafts.json("test-odd", "甲", "");
        String replaced = Pattern.compile("\"" + name + "\": (\\[.*?]|[^,}]+)")
                .matcher(usual)
                .replaceFirst(Matcher.quoteReplacement(field));
        String odd = replaced.equals(usual) ? Drafts.json("test-odd", "甲", field + ",") : replaced;
        JsonNode preview = desk.read(desk.previews(Drafts.file(odd)).andExpect(status().isOk()));
        assertThat(preview.at("/items/0/outcome").asText()).as(odd).isEqualTo("ERROR");
        assertThat(preview.at("/items/0/mistakes/0/field").asText()).startsWith(name);
        assertThat(preview.at("/items/0/mistakes/0/reason").asText()).containsPattern("\\p{IsHan}");
    }

    @Test
    void thePreviewNeedsNoValueOnTheWireEither() {
        byte[] file = Drafts.file(Drafts.json("test-wire", "甲", "")).getBytes(StandardCharsets.UTF_8);
        Caller.Answer preview = Caller.of("admin", port).upload(CatalogueDesk.IMPORT + "?preview", "事项.json", file);
        assertThat(preview.json().path("preview").asBoolean())
                .as(preview.toString())
                .isTrue();
        assertThat(items.find("test-wire", TODAY)).isEmpty();
        assertThat(Caller.nobody(port)
                        .upload(CatalogueDesk.IMPORT, "事项.json", file)
                        .status())
                .isEqualTo(401);
        byte[] large = new byte[22 * 1024 * 1024];
        assertThat(Caller.of("admin", port)
                        .upload(CatalogueDesk.IMPORT, "事项.json", large)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aByteOrderMarkIsNoError() throws Exception {
        desk.previews("\uFEFF" + Drafts.file(Drafts.json("test-bom", "甲", "")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.acceptable").value(true));
    }

    @Test
    void aFileOfMoreThanAMegabyteIsTooLarge() throws Exception {
        desk.previews(new byte[1024 * 1024 + 1]).andExpect(status().isPayloadTooLarge());
        desk.imports("admin", CatalogueDesk.IMPORT + "?preview=maybe", demo())
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("preview"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk", "manager", "dispatcher"})
    void onlyTheCitysAdministratorImports(String username) throws Exception {
        String file = Drafts.file(Drafts.json("test-role", "甲", ""));
        desk.imports(username, CatalogueDesk.IMPORT, file)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value("只有市级系统管理员可以管理事项库"));
        desk.imports(username, CatalogueDesk.IMPORT + "?preview", file).andExpect(status().isForbidden());
        desk.imports(username, "/desk/services/import", file).andExpect(status().isForbidden());
        desk.sends(username, "/desk/services/import/apply", "content", file, "previewed", "x")
                .andExpect(status().isForbidden());
        assertThat(items.find("test-role", TODAY)).isEmpty();
    }

    @Test
    void thePagePreviewsAndThenApplies() throws Exception {
        String file = "\n\n" + Drafts.file(Drafts.json("test-page", "网页导入 <b>&amp;", "")) + "\n";
        Document page = CatalogueDesk.page(
                desk.imports("admin", "/desk/services/import", file).andExpect(status().isOk()));
        assertThat(page.select(".counts dd").eachText()).containsExactly("1", "0", "0", "0");
        String content = page.select("input[name=content]").val();
        String stamp = page.select("input[name=previewed]").val();
        assertThat(Base64.getDecoder().decode(content))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(file);

        Document again = CatalogueDesk.page(
                desk.sends("admin", "/desk/services/import/apply", "content", content, "previewed", "other")
                        .andExpect(status().isConflict()));
        assertThat(again.select("[role=alert]").text()).contains("请重新预览");
        desk.sends("admin", "/desk/services/import/apply", "content", content, "previewed", stamp)
                .andExpect(redirectedUrlPattern("/desk/services?*added=1*"));
        assertThat(items.find("test-page", TODAY).orElseThrow().name()).isEqualTo("网页导入 <b>&amp;");
        desk.sends("admin", "/desk/services/import/apply", "content", "no base64!", "previewed", stamp)
                .andExpect(status().isBadRequest());
        desk.sends("admin", "/desk/services/import/apply").andExpect(status().isBadRequest());
    }
}
