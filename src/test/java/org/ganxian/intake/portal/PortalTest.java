package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.intake.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Placing an order at the resident's own door. */
@IntegrationTest
@Tag("any-database")
class PortalTest {

    static final String[] ORDER = {
        "description", "楼道灯坏了三天，老人夜里上下楼看不清",
        "category", "0908",
        "place", ResidentsDoor.COMMUNITY,
        "address", "榕荫里 3 号楼",
        "name", "陈小明",
        "phone", "139-0000-0001"
    };

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

    @Autowired
    JdbcTemplate jdbc;

    private Visitor visitor;

    @BeforeEach
    void aVisitorComes() throws Exception {
        visitor = new Visitor(port).opens("/portal").sees(200);
    }

    // What is good

    @Test
    void anOrderIsPlacedAndNumberAndQueryCodeAreShown() throws Exception {
        visitor.sends("#form", ORDER).sees(200);

        Demand demand = demands.get(visitor.text("#number"));
        assertThat(visitor.text("#query-code")).isEqualTo(demand.queryCode());
        assertThat(visitor.page().text()).contains("请用笔抄下", "诉求编号", "再提一件").doesNotContain("申请编号", "取文书", "再办一件");
        assertThat(visitor.shows(".danger")).isFalse();
        assertThat(demand.source()).isEqualTo(Source.PORTAL);
        assertThat(demand.status()).isEqualTo(Status.SCREENING);
        assertThat(demand.description()).isEqualTo("楼道灯坏了三天，老人夜里上下楼看不清");
        assertThat(demand.placeCode()).isEqualTo(ResidentsDoor.COMMUNITY);
        assertThat(demand.address()).isEqualTo("榕荫里 3 号楼");
        assertThat(demand.contactName()).isEqualTo("陈小明");
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        assertThat(demand.registeredBy()).isEmpty();
    }

    @Test
    void theQueryCodeStandsInNoAddressAndTheTicketIsForOneOrderOnly() throws Exception {
        visitor.sends("#form", ORDER);
        String number = visitor.text("#number");
        String code = visitor.text("#query-code");

        assertThat(visitor.at()).isEqualTo("/portal/orders/" + number + "/receipt");
        assertThat(visitor.answer().previousResponse().orElseThrow().headers().toString())
                .doesNotContain(code);
        assertThat(visitor.answer().headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
        assertThat(visitor.cookies(Tickets.COOKIE)).singleElement().satisfies(ticket -> {
            assertThat(ticket.getPath()).isEqualTo("/portal/orders/" + number);
            assertThat(ticket.isHttpOnly()).isTrue();
            assertThat(ticket.getValue()).doesNotContain(code);
        });
        assertThat(visitor.cookies("JSESSIONID")).isEmpty();
    }

    @Test
    void placeAddressAndNameMayBeLeftOut() throws Exception {
        visitor.sends("#form", "description", "想问社保怎么交", "category", "15", "phone", "0596-2020000")
                .sees(200);

        Demand demand = demands.get(visitor.text("#number"));
        assertThat(demand.placeCode()).isNull();
        assertThat(demand.address()).isNull();
        assertThat(demand.contactName()).isNull();
        assertThat(demand.status()).isEqualTo(Status.TRIAGE);
    }

    @Test
    void aPhoneTypedInFullWidthIsUnderstood() throws Exception {
        visitor.sends("#form", with("phone", "１３９００００－０００１")).sees(200);

        assertThat(demands.get(visitor.text("#number")).contactPhone()).isEqualTo("13900000001");
    }

    @Test
    void everyCategoryAndEveryPlaceCanBeChosenWithoutScript() {
        assertThat(visitor.page().select("#category optgroup option")).hasSize(1 + 15 + 118 + 517);
        assertThat(visitor.page().select("#category option[value=00]").text()).isEqualTo("不清楚，请工作人员判断");
        assertThat(visitor.page().select("#category option[value=010216]").text())
                .isEqualTo("城市建设和市政管理 › 自来水供应");
        assertThat(visitor.page().select("#place optgroup[label=芗城区] option").eachText())
                .startsWith("芗城区（不清楚街道）")
                .contains("巷口街道", "巷口街道 › 榕荫社区（演示数据）");
        assertThat(visitor.page().select("#place option[value=" + ResidentsDoor.BRANCH + "]"))
                .isEmpty();
        assertThat(visitor.page().select("script").eachAttr("src")).allMatch(src -> src.startsWith("/"));
    }

    @Test
    void fourByteCharactersAndMarkupArriveAsTheyWereTyped() throws Exception {
        String text = "𠮷先生家 😀 <script>alert(1)</script> & \"引号\"";
        visitor.sends("#form", with("description", text + "\r\n第二行", "name", "𠮷<b>"))
                .sees(200);

        String number = visitor.text("#number");
        assertThat(demands.get(number).description()).isEqualTo(text + "\n第二行");
        assertThat(demands.get(number).contactName()).isEqualTo("𠮷<b>");
        visitor.opens("/portal/orders/" + number).sees(200);
        assertThat(visitor.text("h1")).isEqualTo(text + " 第二行");
        assertThat(visitor.answer().body()).doesNotContain("<script>alert");
    }

    @Test
    void staffAtThisDoorAreResidents() throws Exception {
        Visitor clerk = new Visitor(
                port, "Authorization", "Basic " + Base64.getEncoder().encodeToString("clerk:ganxian".getBytes()));
        clerk.opens("/portal").sends("#form", ORDER).sees(200);

        Demand demand = demands.get(clerk.text("#number"));
        assertThat(demand.registeredBy()).isEmpty();
        assertThat(demands.timeline(demand).get(0).actorTitle()).isEqualTo("群众");
    }

    // Danger

    @Test
    void dangerIsAnsweredWithTheEmergencyNumbersAtOnce() throws Exception {
        assertThat(visitor.page().select(".urgent a").eachAttr("href"))
                .containsExactly("tel:110", "tel:119", "tel:120");

        visitor.sends("#form", with("description", "隔壁饭店燃气泄漏，有人头晕")).sees(200);

        assertThat(visitor.page().select("[role=alert] a").eachAttr("href"))
                .containsExactly("tel:110", "tel:119", "tel:120");
        String number = visitor.text("#number");
        assertThat(demands.get(number).status()).isEqualTo(Status.EMERGENCY);
        visitor.opens("/portal/orders/" + number).sees(200);
        assertThat(visitor.shows("[role=alert] a[href=tel:119]")).isTrue();
    }

    // Twice

    @Test
    void theSameSheetSentTwiceIsOneOrder() throws Exception {
        String key = keyOfTheSheet();
        visitor.sends("#form", ORDER);
        String number = visitor.text("#number");
        int count = demandCount();

        visitor.opens("/portal").sends("#form", with("key", key)).sees(200);

        assertThat(visitor.text("#number")).isEqualTo(number);
        assertThat(visitor.text(".note")).contains("没有重复登记");
        assertThat(demandCount()).isEqualTo(count);
    }

    @Test
    void aSheetThatWasChangedAfterItWasSentIsAskedAbout() throws Exception {
        String key = keyOfTheSheet();
        visitor.sends("#form", ORDER);
        int count = demandCount();

        visitor.opens("/portal")
                .sends("#form", with("key", key, "description", "另一件事"))
                .sees(409);

        assertThat(demandCount()).isEqualTo(count);
        assertThat(visitor.text(".summary")).contains("刚才已经提交过").contains("如果这是另一件事");
        assertThat(visitor.text("#description")).isEqualTo("另一件事");
        visitor.sends("#form").sees(200);
        assertThat(demands.get(visitor.text("#number")).description()).isEqualTo("另一件事");
        assertThat(demandCount()).isEqualTo(count + 1);
    }

    @Test
    void theFormMayBeShownAgainByGoingBack() {
        assertThat(visitor.answer().headers().firstValue("Cache-Control"))
                .hasValueSatisfying(
                        cache -> assertThat(cache).contains("private").doesNotContain("no-store"));
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "1-1-1-1-1"})
    void aSheetWithoutItsKeyIsShownOnceMore(String key) throws Exception {
        visitor.sends("#form", with("key", key)).sees(400);
        assertThat(visitor.text(".summary")).contains("再按一次");
        visitor.sends("#form").sees(200);
        assertThat(visitor.shows("#query-code")).isTrue();
    }

    // What is wrong

    @ParameterizedTest
    @CsvSource({
        "description, '  ', 请填写诉求内容",
        "category, '', 请填写诉求分类",
        "category, 999999, 没有这个分类",
        "place, 350699999999, 没有这个地方",
        "phone, '', 请填写联系电话",
        "phone, 12345, 电话号码不正确",
        "name, 'a\u0007', 姓名含有不可见的控制字符",
    })
    void whatIsWrongIsToldBesideItsFieldAndTheRestStays(String field, String value, String message) throws Exception {
        int count = demandCount();
        visitor.sends("#form", with(field, value)).sees(400);

        assertThat(visitor.text("#" + field + "-error")).startsWith(message).doesNotContain("/api");
        assertThat(visitor.text(".summary a[href=#" + field + "]")).startsWith(message);
        assertThat(visitor.page().select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly(field);
        assertThat(visitor.page().title()).startsWith("有内容需要修改");
        assertThat(demandCount()).isEqualTo(count);

        int typed = List.of(ORDER).indexOf(field);
        visitor.sends("#form", field, ORDER[typed + 1]).sees(200);
        Demand demand = demands.get(visitor.text("#number"));
        assertThat(demand.description()).isEqualTo(ORDER[1]);
        assertThat(demand.categoryCode()).isEqualTo("0908");
        assertThat(demand.placeCode()).isEqualTo(ResidentsDoor.COMMUNITY);
        assertThat(demand.address()).isEqualTo("榕荫里 3 号楼");
        assertThat(demand.contactName()).isEqualTo("陈小明");
        assertThat(demandCount()).isEqualTo(count + 1);
    }

    @Test
    void allThatIsWrongIsToldAtOnceInTheOrderOfThePage() throws Exception {
        visitor.sends("#form", "description", "长".repeat(Demands.DESCRIPTION_LENGTH + 1))
                .sees(400);

        assertThat(visitor.page().select(".summary a").eachText())
                .containsExactly("诉求内容不能超过 5000 字", "请填写诉求分类", "请填写联系电话");
        assertThat(visitor.text("#description")).hasSize(Demands.DESCRIPTION_LENGTH + 1);
    }

    @Test
    void theLongestTextOfTheRarestCharactersIsTaken() throws Exception {
        visitor.sends("#form", with("description", "𠮷".repeat(Demands.DESCRIPTION_LENGTH)))
                .sees(200);
        assertThat(demands.get(visitor.text("#number")).description()).isEqualTo("𠮷".repeat(5000));
    }

    @Test
    void aFormBeyondAllBoundsIsRefusedWithAPage() throws Exception {
        visitor.sends("#form", with("description", "a".repeat(600 * 1024))).sees(413);
        assertThat(visitor.text(".lead")).contains("内容太大");
    }

    @Test
    void whoReloadsTheAnswerToAFormBeginsAgain() throws Exception {
        for (String address : new String[] {"/portal/orders", "/portal/"}) {
            visitor.opens(address).sees(200);
            assertThat(visitor.at()).isEqualTo("/portal");
        }
    }

    // The security token

    @Test
    void aFormWhoseTokenRanOutIsShownAgainWithAllThatWasTyped() throws Exception {
        visitor.forgets("GANXIAN-XSRF");
        int count = demandCount();

        visitor.sends("#form", ORDER).sees(403);

        assertThat(demandCount()).isEqualTo(count);
        assertThat(visitor.text(".summary")).contains("打开得太久了").contains("再按一次");
        visitor.sends("#form").sees(200);
        assertThat(demands.get(visitor.text("#number")).description()).isEqualTo(ORDER[1]);
        assertThat(demandCount()).isEqualTo(count + 1);
    }

    @Test
    void aFormThatAnotherSiteSentIsRefusedAndNotShownAgain() throws Exception {
        Visitor victim = new Visitor(port, "Sec-Fetch-Site", "cross-site").opens("/portal");
        victim.sends("#form", with("_csrf", "guessed")).sees(403);

        assertThat(victim.text("h1")).isEqualTo("没有完成");
        assertThat(victim.page().select("form")).isEmpty();
        assertThat(victim.page().text()).doesNotContain("楼道灯");
    }

    @Test
    void everyFormCarriesItsToken() {
        List<HttpCookie> token = visitor.cookies("GANXIAN-XSRF");
        assertThat(visitor.page().select("form"))
                .isNotEmpty()
                .allSatisfy(form -> assertThat(form.select("input[name=_csrf]").val())
                        .isEqualTo(token.get(0).getValue()));
    }

    private String keyOfTheSheet() {
        return visitor.page().select("input[name=key]").val();
    }

    /** The order, save for these fields. */
    static String[] with(String... changed) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String[] pairs : new String[][] {ORDER, changed}) {
            for (int i = 0; i < pairs.length; i += 2) {
                fields.put(pairs[i], pairs[i + 1]);
            }
        }
        return fields.entrySet().stream()
                .flatMap(f -> Stream.of(f.getKey(), f.getValue()))
                .toArray(String[]::new);
    }

    private int demandCount() {
        return jdbc.queryForObject("select count(*) from demand", Integer.class);
    }
}
