package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.intake.Visitor;
import org.ganxian.intake.Visitor.Chosen;
import org.ganxian.window.Applications;
import org.ganxian.window.Scans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Applying at the resident's own door, in a browser without script. */
@IntegrationTest
@Tag("any-database")
class ApplyingOnlineTest {

    private static final String APPLY = "/portal/services/hygiene-permit/apply";
    private static final int MB = 1024 * 1024;

    private static final String[] TYPED = {
        "place", "350602004", "applicant", "巷口理发店", "phone", "139-0000-0001", "note", "下午在店里"
    };

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

    @Autowired
    Applications applications;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    private Visitor visitor;

    @BeforeEach
    void aVisitorComes() throws Exception {
        visitor = new Visitor(port).opens(APPLY).sees(200);
    }

    private static Chosen plan() {
        return new Chosen("materials.floor-plan", "平面图.pdf", Scans.pdf());
    }

    // What is good

    @Test
    void fromTheGuideAnApplicationIsFiledAndNumberAndQueryCodeAreShown() throws Exception {
        visitor.opens("/portal").sees(200);
        assertThat(visitor.page().select("main a[href=/portal/services]")).isNotEmpty();
        visitor.opens("/portal/services/hygiene-permit").sees(200);
        assertThat(visitor.page().select("a[href=" + APPLY + "]").text()).isEqualTo("在线申请");
        visitor.opens(APPLY)
                .sendsFiles("#form", List.of(plan(), new Chosen("materials.floor-plan", "布局图.pdf", Scans.pdf())), TYPED)
                .sees(200);

        String number = visitor.text("#number");
        assertThat(visitor.at()).isEqualTo("/portal/orders/" + number + "/receipt");
        assertThat(visitor.page().text()).contains("申请编号").doesNotContain("诉求编号");
        Demand demand = demands.get(number);
        assertThat(visitor.text("#query-code")).isEqualTo(demand.queryCode());
        assertThat(demand.source()).isEqualTo(Source.PORTAL);
        assertThat(demand.status()).isEqualTo(Status.ACCEPTING);
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        assertThat(demand.description()).isEqualTo("下午在店里");
        assertThat(demand.registeredBy()).isEmpty();
        assertThat(applications.missing(applications.find(number).orElseThrow()))
                .extracting(Applications.Missing::code)
                .containsExactly("application-form", "test-report");
        assertThat(files(number)).isEqualTo(2);

        visitor.opens("/portal/orders/" + number).sees(200);
        assertThat(visitor.text(".status")).isEqualTo("待前台受理");
        assertThat(visitor.page().text()).contains("这件申请").doesNotContain("这件诉求");
    }

    @Test
    void theFormAsksForWhatTheItemNeedsAndNoMore() throws Exception {
        assertThat(visitor.page().select("input[type=file]").eachAttr("name"))
                .containsExactly(
                        "materials.application-form",
                        "materials.test-report",
                        "materials.floor-plan",
                        "materials.hygiene-rules");
        assertThat(visitor.page().text()).contains("免提交，由市场监督管理部门（电子证照共享）提供").contains("缺的材料，前台会一次告诉您");
        assertThat(visitor.shows("#idNumber")).isFalse();
        assertThat(visitor.page().select("#place option[value=350602004]").text())
                .startsWith("巷口街道");

        visitor.opens("/portal/services/old-age-allowance/apply").sees(200);
        assertThat(visitor.shows("#idNumber")).isTrue();
        assertThat(visitor.text("#idNumber-hint")).contains("所以才要填").contains("加密");
    }

    @Test
    void onlyStreetsWithTheDepartmentsCanBeChosen() throws Exception {
        assertThat(visitor.page().select("#place option[value^=350602]")).isNotEmpty();
        units("set function_key = 'NONE' where code = '350602D05'");
        try {
            visitor.opens(APPLY).sees(200);
            assertThat(visitor.page().select("#place option[value^=350602]")).isEmpty();
            assertThat(visitor.page().select("#place option[value^=350603]")).isNotEmpty();
            units("set function_key = 'NONE' where code = '350603D05'");
            visitor.opens(APPLY).sees(200);
            assertThat(visitor.shows("#form")).isFalse();
            assertThat(visitor.page().text()).contains("到街道便民服务中心的窗口办理");
        } finally {
            units("set function_key = 'HEALTH' where code in ('350602D05', '350603D05')");
        }
    }

    @Test
    void sentTwiceItIsFiledOnce() throws Exception {
        String key = visitor.page().select("input[name=key]").val();
        Chosen plan = plan();
        visitor.sendsFiles("#form", List.of(plan), TYPED).sees(200);
        String number = visitor.text("#number");
        int before = count();

        visitor.opens(APPLY);
        String[] again = Arrays.copyOf(TYPED, TYPED.length + 2);
        again[TYPED.length] = "key";
        again[TYPED.length + 1] = key;
        visitor.sendsFiles("#form", List.of(plan), again).sees(200);

        assertThat(visitor.text("#number")).isEqualTo(number);
        assertThat(visitor.text(".note")).contains("没有重复登记");
        visitor.opens(APPLY).sendsFiles("#form", List.of(), again).sees(409);
        assertThat(visitor.text(".summary")).contains("刚才已经提交过");
        assertThat(count()).isEqualTo(before);
    }

    // What is refused

    @Test
    void whatIsWrongIsToldAtItsFieldAndWhatWasTypedStays() throws Exception {
        int before = count();
        visitor.sendsFiles(
                        "#form",
                        List.of(plan()),
                        "applicant",
                        "巷口<b>理发店",
                        "phone",
                        "1390",
                        "delivery",
                        "POST",
                        "note",
                        "第一行\r\n第二行")
                .sees(400);

        assertThat(visitor.text("#place-error")).isEqualTo("请选择办理的街道");
        assertThat(visitor.text("#phone-error")).contains("电话号码不正确");
        assertThat(visitor.text("#postAddress-error")).isEqualTo("请填写邮寄地址");
        assertThat(visitor.page().select("#applicant").val()).isEqualTo("巷口<b>理发店");
        assertThat(visitor.page().select("#note").text()).contains("第一行").contains("第二行");
        assertThat(visitor.page().select("input[value=POST]").hasAttr("checked"))
                .isTrue();
        assertThat(visitor.text(".summary")).contains("有 3 处需要修改").doesNotContain("重新选择");
        assertThat(visitor.text("#kept")).contains("一小时内不用再选");
        assertThat(visitor.page().select(".kept").text()).contains("已选好：平面图.pdf");
        assertThat(visitor.page().select(".summary a").eachAttr("href"))
                .containsExactly("#place", "#phone", "#postAddress");
        assertThat(count()).isEqualTo(before);

        visitor.sendsFiles("#form", List.of(), "place", "350602004", "phone", "13900000001", "delivery", "WINDOW")
                .sees(200);
        assertThat(visitor.shows("#query-code")).isTrue();
        assertThat(files(visitor.text("#number"))).isEqualTo(1);
    }

    @Test
    void filesOfARefusedFormAreKeptForAnHourCanBeTakenOutAndArePersonalToTheForm() throws Exception {
        jdbc.update("delete from staged_file");
        Chosen report = new Chosen("materials.test-report", "报告.pdf", Scans.pdf());
        Chosen program = new Chosen("materials.application-form", "表.pdf", "MZ\u0000\u0001".getBytes("UTF-8"));
        String key = visitor.page().select("input[name=key]").val();
        visitor.sendsFiles("#form", List.of(plan(), report, program), with("phone", "1"))
                .sees(400);
        assertThat(visitor.page()
                        .select("[id=materials.application-form-error]")
                        .text())
                .contains("只能上传材料");
        assertThat(visitor.page().select(".kept li")).hasSize(2);
        assertThat(staged()).isEqualTo(2);
        assertThat(new Visitor(port).opens(APPLY).shows(".kept")).isFalse();

        String plan = visitor.page()
                .select(".kept input[name=drop]")
                .eachAttr("value")
                .get(1);
        visitor.sendsFiles("#form", List.of(), with("phone", "2", "drop", plan)).sees(400);
        assertThat(visitor.page().select(".kept li")).hasSize(1);
        visitor.sendsFiles("#form", List.of(), TYPED).sees(200);
        assertThat(files(visitor.text("#number"))).isEqualTo(1);

        ClockUtil.setCurrentTime(new Date(System.currentTimeMillis() + 3_601_000));
        management
                .createJobQuery()
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .singleResult()
                        .getId())
                .list()
                .forEach(job -> management.executeJob(job.getId()));
        ClockUtil.reset();
        assertThat(staged()).isZero();
    }

    private int staged() {
        return jdbc.queryForObject("select count(*) from staged_file", Integer.class);
    }

    @Test
    void anIdNumberWithAWrongCheckDigitIsToldAtItsField() throws Exception {
        visitor.opens("/portal/services/old-age-allowance/apply");
        visitor.sendsFiles("#form", List.of(), with("idNumber", "110105194912310021"))
                .sees(400);
        assertThat(visitor.text("#idNumber-error")).contains("18 位");
        visitor.sendsFiles("#form", List.of(), with("idNumber", "１１０１０５１９４９１２３１００２ｘ"))
                .sees(200);
        assertThat(visitor.shows("#number")).isTrue();
    }

    @Test
    void aBadFileIsToldAtItsMaterial() throws Exception {
        Chosen program = new Chosen("materials.floor-plan", "平面图.pdf", "MZ\u0000\u0001".getBytes("UTF-8"));
        visitor.sendsFiles("#form", List.of(program), TYPED).sees(400);
        assertThat(visitor.page().select("[id=materials.floor-plan-error]").text())
                .contains("只能上传材料");
        assertThat(visitor.shows(".kept")).isFalse();

        Chosen empty = new Chosen("materials.test-report", "报告.pdf", new byte[0]);
        visitor.sendsFiles("#form", List.of(empty), TYPED).sees(400);
        assertThat(visitor.page().select("[id=materials.test-report-error]").text())
                .contains("文件是空的");
    }

    @Test
    void aFileThatIsTooLargeIsToldAtItsMaterial() throws Exception {
        Chosen large = new Chosen("materials.floor-plan", "平面图.pdf", Arrays.copyOf(Scans.pdf(), 11 * MB));
        visitor.sendsFiles("#form", List.of(large), TYPED).sees(413);
        assertThat(visitor.page().select("[id=materials.floor-plan-error]").text())
                .isEqualTo("“平面图.pdf”有 11.0 MB，单个文件不能超过 10 MB");
        assertThat(visitor.page().select("#applicant").val()).isEqualTo("巷口理发店");
    }

    @Test
    void filesThatAreTooLargeAltogetherAreToldOnTheForm() throws Exception {
        byte[] large = Arrays.copyOf(Scans.pdf(), 9 * MB);
        List<Chosen> three = List.of(
                new Chosen("materials.floor-plan", "a.pdf", large),
                new Chosen("materials.test-report", "b.pdf", large),
                new Chosen("materials.application-form", "c.pdf", large));
        visitor.sendsFiles("#form", three, TYPED).sees(200);
        assertThat(visitor.at()).isEqualTo(APPLY + "?tooLarge=true");
        assertThat(visitor.text(".summary")).contains("合计不能超过 20 MB");

        Chosen huge = new Chosen("materials.floor-plan", "a.pdf", Arrays.copyOf(Scans.pdf(), 20 * MB + 1));
        visitor.opens(APPLY).sendsFiles("#form", List.of(huge), TYPED).sees(200);
        assertThat(visitor.text(".summary")).contains("合计不能超过 20 MB");
    }

    @Test
    void anItemThatIsNotThereIsAPageWithAWayBack() throws Exception {
        visitor.opens("/portal/services/no-such-item/apply").sees(404);
        visitor.opens("/portal/services/%3Cscript%3E/apply").sees(404);
    }

    @Test
    void aFormWhoseTokenRanOutIsShownAgainWithAllThatWasTyped() throws Exception {
        visitor.forgets("GANXIAN-XSRF");
        int before = count();
        visitor.sendsFiles("#form", List.of(plan()), TYPED).sees(403);
        assertThat(count()).isEqualTo(before);
        assertThat(visitor.text(".summary")).contains("打开得太久了").contains("重新选择文件");
        assertThat(visitor.page().select("#applicant").val()).isEqualTo("巷口理发店");

        visitor.sendsFiles("#form", List.of(plan())).sees(200);
        assertThat(visitor.shows("#query-code")).isTrue();
    }

    @Test
    void aFormThatIsNoFormIsNoServerError() throws Exception {
        visitor.posts(
                        APPLY,
                        java.util.Map.of(
                                "_csrf",
                                visitor.page().select("input[name=_csrf]").val()))
                .sees(400);
        assertThat(visitor.text(".summary")).contains("再按一次");
    }

    private static String[] with(String... more) {
        String[] fields = Arrays.copyOf(TYPED, TYPED.length + more.length);
        System.arraycopy(more, 0, fields, TYPED.length, more.length);
        return fields;
    }

    private int files(String number) {
        return jdbc.queryForObject(
                "select count(*) from material_file f join application a on a.id = f.application_id where a.number = ?",
                Integer.class,
                number);
    }

    private int count() {
        return jdbc.queryForObject("select count(*) from application", Integer.class);
    }

    /** As somebody else's node changes them. */
    private void units(String change) {
        jdbc.update("update unit " + change);
        jdbc.update("update calendar_version set units = ?", UUID.randomUUID().toString());
    }
}
