package org.ganxian.intake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ApplicantsDoor.barber;
import static org.ganxian.intake.ApplicantsDoor.complete;
import static org.ganxian.intake.ApplicantsDoor.form;
import static org.ganxian.intake.ApplicantsDoor.pensioner;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.IntegrationTest;
import org.ganxian.Multipart;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.intake.ApplicantsDoor;
import org.ganxian.intake.ApplicantsDoor.Answer;
import org.ganxian.intake.ApplicantsDoor.Filed;
import org.ganxian.window.Applications;
import org.ganxian.window.Scans;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.flow.Application;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Filing applications by {@code POST /api/applications}: what is taken, and every refusal by its field. */
@IntegrationTest
class ApplyingByApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

    @Autowired
    Applications applications;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    private ApplicantsDoor door;

    @BeforeEach
    void anApplicantComes() {
        door = new ApplicantsDoor(port);
    }

    // What is good

    @Test
    void anApplicationIsFiledWithItsMaterials() throws Exception {
        Answer answer = door.sends(complete());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        String number = answer.json().get("number").asText();
        assertThat(answer.whole().headers().firstValue("Location")).hasValue("/api/demands/" + number);
        assertThat(answer.whole().headers().firstValue("Cache-Control")).hasValue("no-store");
        Demand demand = demands.get(number);
        assertThat(answer.json().get("queryCode").asText()).isEqualTo(demand.queryCode());
        assertThat(demand.source()).isEqualTo(Source.API);
        assertThat(demand.status()).isEqualTo(Status.ACCEPTING);
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        assertThat(demand.registeredBy()).isEmpty();
        Application application = applications.find(number).orElseThrow();
        assertThat(application.applicant()).isEqualTo("巷口理发店");
        assertThat(applications.missing(application)).isEmpty();
        assertThat(filesOf(number)).containsExactly("application-form", "test-report", "floor-plan");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void itMayBeFiledWithoutMaterialsAndTheApplicantReadsWhatIsMissing() throws Exception {
        Filed filed = door.files(form(barber()));

        JsonNode progress = door.progress(filed);
        assertThat(progress.get("item").asText()).isEqualTo("公共场所卫生许可（新办）");
        assertThat(progress.get("missing").findValuesAsText("code"))
                .containsExactly("application-form", "test-report", "floor-plan");
        assertThat(progress.at("/missing/0/name").asText()).isEqualTo("公共场所卫生许可申请表");
        assertThat(progress.get("documents")).isEmpty();
        assertThat(progress.has("pickupCode")).isFalse();
    }

    @Test
    void aMaterialMayHaveSeveralPages() throws Exception {
        Filed filed = door.files(form(barber())
                .file("materials.application-form", "第一页.png", Scans.photo("a").content())
                .file("materials.application-form", "第二页.png", Scans.photo("a").content()));

        assertThat(jdbc.queryForList(
                        "select f.name from material_file f join application a on a.id = f.application_id"
                                + " where a.number = ? order by f.id",
                        String.class,
                        filed.number()))
                .containsExactly("第一页.png", "第二页.png");
    }

    @Test
    void theJsonMayComeAsAFileAndAnUnchosenMaterialIsNone() throws Exception {
        Filed filed = door.files(new Multipart()
                .file("application", "blob", barber().toString().getBytes("UTF-8"))
                .file("materials.floor-plan", "", new byte[0]));
        assertThat(filesOf(filed.number())).isEmpty();
    }

    @Test
    void theIdNumberIsKeptEncryptedAndShownToNobody() throws Exception {
        Filed filed = door.files(form(pensioner()));

        String kept =
                jdbc.queryForObject("select id_number from application where number = ?", String.class, filed.number());
        assertThat(kept).isNotNull().doesNotContain("11010519491231002");
        assertThat(door.progress(filed).toString()).doesNotContain("11010519491231002");
    }

    @Test
    void whatIsPostedHasAnAddressAndWhatIsCollectedKeepsNone() throws Exception {
        Filed posted = door.files(form(barber().put("delivery", "POST").put("postAddress", "漳州市芗城区榕荫里 3 号")));
        Filed collected = door.files(form(barber().put("postAddress", "漳州市芗城区榕荫里 3 号")));

        assertThat(applications.find(posted.number()).orElseThrow().delivery()).isEqualTo(Delivery.POST);
        assertThat(address(posted)).isNotNull().doesNotContain("榕荫里");
        assertThat(address(collected)).isNull();
    }

    private String address(Filed filed) {
        return jdbc.queryForObject(
                "select post_address from application where number = ?", String.class, filed.number());
    }

    @Test
    void theClerkWhoFilesItIsRecorded() throws Exception {
        Filed filed = new ApplicantsDoor(port, "clerk").files(form(barber().put("source", "DESK")));

        Demand demand = demands.get(filed.number());
        assertThat(demand.registeredBy()).hasValue("clerk");
        assertThat(demand.source()).isEqualTo(Source.DESK);
    }

    @Test
    void onlyStaffMayNameTheDesk() throws Exception {
        door.sends(form(barber().put("source", "DESK"))).blames("source");
    }

    // What is refused, by its field

    @ParameterizedTest
    @CsvSource({
        "item,''",
        "item,no-such-item",
        "item,HYGIENE-PERMIT",
        "applicant,''",
        "applicant,' '",
        "phone,''",
        "phone,12345",
        "phone,'１２３'",
        "place,''",
        "place,350602",
        "place,nowhere",
        "place,350602D05",
        "idNumber,11010519491231002X",
        "note,铃\u0007响",
        "delivery,PIGEON",
        "delivery,''",
    })
    void whatIsWrongIsRefusedByItsField(String field, String value) throws Exception {
        int before = demandCount();
        door.sends(form(barber().put(field, value))).blames(field);
        assertThat(demandCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"item", "applicant", "phone", "place", "delivery"})
    void whatIsMissingIsRefusedByItsField(String field) throws Exception {
        door.sends(form(barber().without(field))).blames(field);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "110105194912310020",
        "11010519491231002",
        "1101051949123100XX",
        "abc",
        "110105194912310 02X",
    })
    void anIdNumberThatIsNoneIsRefusedWhereItIsNeeded(String number) throws Exception {
        door.sends(form(pensioner().put("idNumber", number))).blames("idNumber");
    }

    @Test
    void longTextsAreRefusedByTheirFields() throws Exception {
        door.sends(form(barber().put("applicant", "字".repeat(61)))).blames("applicant");
        door.sends(form(barber().put("note", "字".repeat(5001)))).blames("note");
        door.sends(form(barber().put("delivery", "POST"))).blames("postAddress");
        door.sends(form(barber().put("delivery", "POST").put("postAddress", "字".repeat(201))))
                .blames("postAddress");
        assertThat(door.sends(form(barber().put("note", "𠮷".repeat(5000)))).status())
                .isEqualTo(201);
    }

    @Test
    void aNameThatTheDocumentsCannotShowIsSaidWhenItIsTyped() throws Exception {
        Answer answer = door.sends(form(barber().put("applicant", "巷口理发店😀")));
        assertThat(answer.blames("applicant").json().at("/detail").asText()).contains("文书字库中没有“😀”");
        assertThat(door.sends(form(barber().put("applicant", "阿卜杜拉•买买提\uE863\u200b")))
                        .status())
                .isEqualTo(201);
        assertThat(jdbc.queryForObject("select applicant from application order by id desc limit 1", String.class))
                .isEqualTo("阿卜杜拉·买买提䶮");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws Exception {
        Answer answer = door.sends(form(pensioner()
                .put("applicant", "")
                .put("phone", "1")
                .put("idNumber", "1")
                .put("delivery", "POST")));
        assertThat(answer.blames("applicant").json().at("/errors").findValuesAsText("field"))
                .contains("phone", "idNumber", "postAddress");
    }

    @Test
    void aStreetWithoutTheDepartmentIsRefused() throws Exception {
        units("set function_key = 'NONE' where code = '350602D05'");
        try {
            door.sends(form(barber())).blames("place");
        } finally {
            units("set function_key = 'HEALTH' where code = '350602D05'");
        }
    }

    // What is no such request

    @Test
    void whatIsNoMultipartRequestIsRefused() throws Exception {
        HttpRequest.Builder json = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/applications"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(barber().toString()));
        door.asks(json).isRefused(415);
        HttpRequest.Builder broken = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/applications"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; name=\"appl"));
        door.asks(broken).isRefused(400);
        HttpRequest.Builder boundless = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/applications"))
                .header("Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofString("x"));
        door.asks(boundless).isRefused(400);
    }

    @ParameterizedTest
    @CsvSource({"'',", "null,", "[],", "{,", "'{}{}',", "'{\"item\":1}',item", "'{\"applicant\":[]}',applicant"})
    void whatIsNoApplicationIsRefused(String json, String field) throws Exception {
        Answer answer = door.sends(form(json)).isRefused(400);
        if (field != null) {
            answer.blames(field);
        }
    }

    @Test
    void theJsonIsReadStrictly() throws Exception {
        door.sends(form(barber().put("urgent", true))).blames("urgent");
        door.sends(form("{\"item\":\"a\",\"item\":\"b\"}")).isRefused(400);
        door.sends(new Multipart().material("floor-plan", Scans.pdf())).blames("application");
        door.sends(form(barber()).text("application", "{}")).blames("application");
        door.sends(form(barber()).text("urgent", "yes")).blames("urgent");
        door.sends(form(barber().put("note", "a".repeat(70_000)))).isRefused(413);
    }

    private List<String> filesOf(String number) {
        return jdbc.queryForList(
                "select f.material from material_file f join application a on a.id = f.application_id"
                        + " where a.number = ? order by f.id",
                String.class,
                number);
    }

    private int demandCount() {
        return jdbc.queryForObject("select count(*) from demand", Integer.class);
    }

    /** As somebody else's node changes them. */
    private void units(String change) {
        jdbc.update("update unit " + change);
        jdbc.update("update calendar_version set units = ?", UUID.randomUUID().toString());
    }
}
