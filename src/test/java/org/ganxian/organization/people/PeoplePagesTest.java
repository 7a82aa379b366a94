package org.ganxian.organization.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.LocalDate;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Term;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Two levels of administrators keep who is on staff: the city's all, a street's those of the street and below. */
@IntegrationTest
@Tag("any-database")
class PeoplePagesTest {

    private static final String PAGE = "/desk/people";
    private static final String STREET = "350602004";
    private static final String BRANCH = "350602004001B1";
    /** A street's administrator. */
    private static final String STREETS = "clerk2";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    JdbcTemplate jdbc;

    private record Seen(int status, Document page, String body) {

        String text() {
            return page.text();
        }
    }

    @BeforeEach
    void aStreetHasItsOwnAdministrator() {
        people.addDuty(STREETS, STREET, Duty.ADMIN);
    }

    private Seen as(String username, MockHttpServletRequestBuilder request, String... fields) throws Exception {
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        MockHttpServletResponse answer = mvc.perform(request.with(httpBasic(username, "ganxian")))
                .andReturn()
                .getResponse();
        String body = new String(answer.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
        return new Seen(answer.getStatus(), Jsoup.parse(body), body);
    }

    private Seen admin(MockHttpServletRequestBuilder request, String... fields) throws Exception {
        return as("admin", request, fields);
    }

    private int audited(String action, String subject) {
        return jdbc.queryForObject(
                "select count(*) from audit_entry where action = ? and subject like ?",
                Integer.class,
                action,
                subject + "%");
    }

    @Test
    void aLongListReadsNoMoreThanAShortOne() throws Exception {
        assertThat(admin(get(PAGE)).page().select("tbody tr")).hasSizeGreaterThan(10);
        assertThat(admin(get(PAGE), "q", "admin").page().select("tbody tr")).hasSizeLessThan(5);
        int some = statementsOf(get(PAGE).param("q", "admin"));
        // The second, how many there are in all, is asked of a full page alone.
        assertThat(statementsOf(get(PAGE))).isBetween(5, some + 1);
    }

    private int statementsOf(MockHttpServletRequestBuilder request) {
        return SentStatements.by(() -> {
                    try {
                        return admin(request).status();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .statements()
                .size();
    }

    @Test
    void whoIsAddedGetsAFirstPasswordOnceAndMustChooseTheirOwn() throws Exception {
        String[] fields = {
            "username", "lin.new", "name", "林新", "phone", "139 0000 0099", "unit", BRANCH, "duty", "MEMBER"
        };
        Seen added = admin(post(PAGE), fields);
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        String password = added.page().select("#password").text();
        assertThat(password).hasSizeGreaterThan(15);
        assertThat(people.has("lin.new", Duty.MEMBER, BRANCH)).isTrue();
        assertThat(people.account("lin.new"))
                .hasValueSatisfying(
                        account -> assertThat(account.mustChangePassword()).isTrue());
        MockHttpServletResponse own = mvc.perform(get("/desk/password").with(httpBasic("lin.new", password)))
                .andReturn()
                .getResponse();
        assertThat(own.getStatus()).isEqualTo(200);
        assertThat(audited("person-added", "lin.new")).isEqualTo(1);

        assertThat(admin(post(PAGE), fields).status()).isEqualTo(409);
        Seen person = admin(get(PAGE + "/lin.new"));
        assertThat(person.body()).doesNotContain(password);
        Seen list = admin(get(PAGE), "q", "林新");
        assertThat(list.text()).contains("榕荫社区", "党员", "139****0099").doesNotContain("13900000099");
        assertThat(jdbc.queryForObject("select phone from person where username = 'lin.new'", String.class))
                .doesNotContain("13900000099");
    }

    @Test
    void whatIsWrongWithANewPersonIsSaidBesideItsField() throws Exception {
        for (String[] wrong : new String[][] {
            {"username", "Ä b", "username"},
            {"name", " ", "name"},
            {"phone", "12", "phone"},
            {"email", "nowhere", "email"},
            {"unit", "999", "unit"},
            {"duty", "KING", "duty"},
            {"to", "2020-01-01", "to"}
        }) {
            MockHttpServletRequestBuilder request = post(PAGE);
            String[][] sound = {
                {"username", "wrong.one"}, {"name", "林误"}, {"unit", BRANCH}, {"duty", "MEMBER"}, {"phone", ""}
            };
            for (String[] field : sound) {
                if (!field[0].equals(wrong[0])) {
                    request.param(field[0], field[1]);
                }
            }
            Seen refused = admin(request, wrong[0], wrong[1]);
            assertThat(refused.status()).as(wrong[0]).isEqualTo(400);
            assertThat(refused.page().select(".field.wrong .error").text())
                    .as(wrong[0])
                    .isNotEmpty();
        }
        assertThat(people.find("wrong.one")).isEmpty();
        assertThat(admin(post(PAGE), "username", "wrong.one", "from", "gestern").status())
                .isEqualTo(400);
    }

    @Test
    void aStreetsAdministratorSeesAndChangesOnlyTheStreetAndBelow() throws Exception {
        assertThat(as("clerk", get(PAGE)).status()).isEqualTo(403);
        assertThat(as("manager", get(PAGE)).status()).isEqualTo(403);
        Seen list = as(STREETS, get(PAGE));
        assertThat(list.text()).contains("陈秀兰").doesNotContain("洪振宇").doesNotContain("许诚");
        assertThat(as(STREETS, get(PAGE + "/dispatcher3")).status()).isEqualTo(404);
        assertThat(as(STREETS, get(PAGE + "/admin/off-duty")).status()).isEqualTo(404);

        String member = PAGE + "/member3";
        assertThat(as(STREETS, post(member + "/duties"), "unit", "350602", "duty", "ADMIN")
                        .status())
                .as("above the own unit")
                .isEqualTo(400);
        assertThat(as(STREETS, post(member + "/duties"), "unit", STREET, "duty", "CLERK", "confirmed", "true")
                        .status())
                .isEqualTo(302);
        assertThat(people.has("member3", Duty.CLERK, STREET)).isTrue();
        assertThat(as(STREETS, post(PAGE + "/two-hats/off-duty"), "reason", "调离")
                        .status())
                .as("has duties beyond the street")
                .isEqualTo(403);
        assertThat(as(STREETS, get(PAGE + "/two-hats")).text()).contains("由上级管理员办理");
    }

    @Test
    void nobodyChangesTheirOwnDuties() throws Exception {
        assertThat(admin(post(PAGE + "/admin/duties"), "unit", "350600", "duty", "MANAGER")
                        .status())
                .isEqualTo(403);
        assertThat(as(STREETS, post(PAGE + "/member6/deputies"), "deputy", STREETS, "from", today(), "to", today())
                        .status())
                .as("by standing in")
                .isEqualTo(403);
        assertThat(people.unitsOf(people.find(STREETS).orElseThrow(), java.util.EnumSet.of(Duty.MEMBER)))
                .isEmpty();
    }

    private static String today() {
        return Term.today().toString();
    }

    /** 受审分离: a small street may need it, but knows what it does. */
    @Test
    void dutiesThatOneHandShouldNotHaveAreSavedOnceConfirmed() throws Exception {
        String page = PAGE + "/window/duties";
        Seen warned = admin(post(page), "unit", STREET, "duty", "CLERK");
        assertThat(warned.status()).isEqualTo(409);
        assertThat(warned.text()).contains("受审分离", "窗口出件员", "仍然保存");
        assertThat(people.has("window", Duty.CLERK, STREET)).isFalse();
        admin(post(page), "unit", STREET, "duty", "CLERK", "confirmed", "true");
        assertThat(people.has("window", Duty.CLERK, STREET)).isTrue();
        assertThat(admin(post(PAGE + "/caller/deputies"), "deputy", "window", "from", today(), "to", today())
                        .text())
                .contains("回访回避", "仍然由此人代理");
        assertThat(audited("duty-given", "window")).isEqualTo(1);
    }

    @Test
    void leaveDeputyPasswordAndOffDutyAreDoneOnThePersonsPageAndAudited() throws Exception {
        String page = PAGE + "/urban-member1";
        String later = LocalDate.parse(today()).plusDays(3).toString();
        assertThat(admin(post(page + "/leaves"), "from", today()).status()).isEqualTo(400);
        admin(post(page + "/leaves"), "from", today(), "to", later);
        admin(
                post(page + "/deputies"),
                "deputy",
                "urban-dispatcher",
                "from",
                today(),
                "to",
                later,
                "confirmed",
                "true");
        assertThat(admin(get(page)).text()).contains("请假", "卢卫东（urban-dispatcher）", "进行中");
        assertThat(admin(get(PAGE), "state", "ON_LEAVE").text()).contains("戴少华");
        assertThat(people.has("urban-dispatcher", Duty.MEMBER, "350602D01")).isTrue();
        Long leave = jdbc.queryForObject("select id from staff_leave where username = 'urban-member1'", Long.class);
        assertThat(admin(post(page + "/leaves/" + leave + "/end")).status()).isEqualTo(302);
        assertThat(admin(post(page + "/leaves/" + leave + "/end")).status()).isEqualTo(409);
        assertThat(people.has("urban-member1", Duty.MEMBER, "350602D01")).isTrue();

        String password =
                admin(post(page + "/password")).page().select("#password").text();
        assertThat(password).isNotEmpty();
        Long duty = jdbc.queryForObject("select id from assignment where username = 'urban-member1'", Long.class);
        assertThat(admin(post(page + "/duties/" + duty), "now", "true").status())
                .isEqualTo(302);
        assertThat(people.has("urban-member1", Duty.MEMBER, "350602D01")).isFalse();

        assertThat(admin(get(page + "/off-duty")).text()).contains("手上没有任务");
        assertThat(admin(post(page + "/off-duty")).status()).isEqualTo(400);
        assertThat(admin(post(page + "/off-duty"), "reason", "退休").status()).isEqualTo(302);
        assertThat(admin(get(page)).text()).contains("离岗", "退休", "恢复在岗");
        assertThat(admin(post(page + "/password")).status()).isEqualTo(409);
        assertThat(admin(post(page + "/return")).status()).isEqualTo(302);
        for (String action :
                new String[] {"leave-given", "leave-ended", "password-reset", "duty-until", "off-duty", "back-on-duty"
                }) {
            assertThat(audited(action, "urban-member1")).as(action).isPositive();
        }
    }

    @Test
    void theCitysLastAdministratorKeepsThatDuty() throws Exception {
        people.addDuty("triage", "350600", Duty.ADMIN);
        assertThat(as("triage", post(PAGE + "/admin/off-duty"), "reason", "调离").status())
                .as("not the last one")
                .isEqualTo(302);
        assertThat(as("triage", post(PAGE + "/admin/return")).status()).isEqualTo(302);
        Long duty = jdbc.queryForObject(
                "select id from assignment where username = 'triage' and duty = 'ADMIN'", Long.class);
        assertThat(admin(post(PAGE + "/triage/duties/" + duty), "now", "true").status())
                .isEqualTo(302);
        assertThat(as("triage", get(PAGE)).status()).isEqualTo(403);
    }

    @Test
    void theListIsSearchedFilteredAndPaged() throws Exception {
        assertThat(admin(get(PAGE)).page().select("tbody tr")).hasSize(20);
        assertThat(admin(get(PAGE), "duty", "HEAD", "q", "健").text()).contains("没有符合条件的人");
        assertThat(admin(get(PAGE), "unit", "350602D05", "duty", "HEAD").text()).contains("简志宏");
        assertThat(admin(get(PAGE), "q", "%").text()).contains("没有符合条件的人");
        assertThat(admin(get(PAGE), "page", "99").status()).isEqualTo(200);
    }
}
