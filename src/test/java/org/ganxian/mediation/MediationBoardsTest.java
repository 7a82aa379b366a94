package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ganxian.OwnForm.withToken;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ganxian.DeskBrowser;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineClock;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.figures.MediationFigures;
import org.ganxian.mediation.papers.PaperKind;
import org.ganxian.mediation.papers.Papers;
import org.ganxian.mediation.party.Parties;
import org.ganxian.order.Story;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A committee's boards: the week's sessions, duties that are due, figures. It is Monday, 8 June 2026, 09:00. */
@IntegrationTest
class MediationBoardsTest {

    @Autowired
    Papers papers;

    @Autowired
    Story story;

    @Autowired
    Disputes disputes;

    @Autowired
    Parties parties;

    @Autowired
    MediationFigures figures;

    @Autowired
    DeskBrowser desk;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        EngineClock.reset();
    }

    private static MockHttpServletRequestBuilder appointment(Demand demand, String from, String to, String room) {
        return appointment(demand, from, to, room, "JOINT");
    }

    private static MockHttpServletRequestBuilder appointment(
            Demand demand, String from, String to, String room, String mode) {
        return post("/desk/mediations/" + demand.number() + "/appointments")
                .param("day", "2026-06-10")
                .param("from", from)
                .param("to", to)
                .param("mode", mode)
                .param("room", room)
                .with(withToken());
    }

    private Document page(String who, String path) throws Exception {
        return DeskBrowser.page(desk.as(who, get(path)).andExpect(status().isOk()));
    }

    // Calendar

    @Test
    void theWeekShowsWhatClashesAndNobodysName() throws Exception {
        Demand one = disputes.mediating();
        Demand other = disputes.mediating();
        desk.as("mediator1", appointment(one, "09:00", "10:30", "调解室1"))
                .andExpect(redirectedUrlPattern("/desk/mediations/*"));
        desk.as("mediation-secretary", appointment(other, "10:00", "11:00", "调解室 1"))
                .andExpect(redirectedUrlPattern("/desk/mediations/*"));
        Document week = page("mediation-secretary", "/desk/mediations/calendar?week=2026-06-12");
        assertThat(week.select(".week > li")).hasSize(7);
        assertThat(week.select(".week article"))
                .hasSize(2)
                .allSatisfy(article -> assertThat(article.text()).contains("冲突：调解员、地点与 ZZ", "罗桂香", "邻里"));
        assertThat(week.text()).contains("本周有 2 次").doesNotContain("甲先生", "乙女士");
        assertThat(page("mediation-secretary", "/desk/mediations/calendar").select(".week article"))
                .as("the engine's today")
                .hasSize(2);
        assertThat(page("mediation-secretary2", "/desk/mediations/calendar").select(".week article"))
                .as("another committee's")
                .isEmpty();
        assertThat(page("mediator2", "/desk/mediations/calendar").select(".week article"))
                .as("of a mediator of other cases")
                .isEmpty();

        String id = jdbc.queryForObject(
                "select max(a.id) from mediation_appointment a join mediation m on m.id = a.mediation_id where m.number = ?",
                String.class,
                other.number());
        String cancel = "/desk/mediations/" + other.number() + "/appointments/" + id + "/cancel";
        desk.as("mediator2", post(cancel).with(withToken())).andExpect(status().isNotFound());
        desk.as("mediator1", post(cancel).with(withToken())).andExpect(status().is3xxRedirection());
        assertThat(page("mediator1", "/desk/mediations/calendar").text()).doesNotContain("冲突");
    }

    @Test
    void aPartySeesWhenItIsToComeAndNotWhenTheOtherIs() throws Exception {
        Demand demand = disputes.mediating();
        desk.as("mediator1", appointment(demand, "09:00", "10:00", "调解室", "JOINT"));
        desk.as("mediator1", appointment(demand, "10:00", "10:30", "小会议室", "SEPARATE_A"));
        desk.as("mediator1", appointment(demand, "11:00", "11:30", "三楼", "SEPARATE_B"));
        desk.as("mediator1", appointment(demand, "14:00", "15:00", "现场", "INQUIRY"));
        assertThat(parties.open(demand.number(), demand.queryCode()).meetings())
                .extracting(Appointments.Meeting::room, Appointments.Meeting::alone)
                .containsExactly(tuple("调解室", false), tuple("小会议室", true));
        story.passes(Duration.ofDays(3));
        assertThat(parties.open(demand.number(), demand.queryCode()).meetings()).isEmpty();
    }

    @Test
    void whatCannotBeAppointedIsRefusedWithAReasonAndKeepsWhatWasTyped() throws Exception {
        Demand demand = disputes.mediating();
        for (Map.Entry<MockHttpServletRequestBuilder, String> wrong : List.of(
                Map.entry(appointment(demand, "10:00", "10:05", "调解室"), "15 分钟到 8 小时"),
                Map.entry(appointment(demand, "06:00", "08:00", "调解室"), "7:00 到 22:00"),
                Map.entry(appointment(demand, "25:00", "26:00", "调解室"), "09:30"),
                Map.entry(appointment(demand, "10:00", "11:00", " "), "请填写房间或地点"),
                Map.entry(appointment(demand, "10:00", "11:00", "他说要拿刀砍死他"), "110"),
                Map.entry(appointment(demand, "10:00", "11:00", "长".repeat(61)), "不超过 60 字"))) {
            Document page =
                    DeskBrowser.page(desk.as("mediator1", wrong.getKey()).andExpect(status().isBadRequest()));
            assertThat(page.select("[role=alert]").text()).contains(wrong.getValue());
            assertThat(page.select("#day").val()).isEqualTo("2026-06-10");
        }
        MockHttpServletRequestBuilder sooner = post("/desk/mediations/" + demand.number() + "/appointments")
                .param("day", "2026-06-08")
                .param("from", "15:00")
                .param("to", "16:00")
                .param("mode", "JOINT")
                .param("room", "调解室")
                .with(withToken());
        assertThat(DeskBrowser.page(desk.as("mediator1", sooner).andExpect(status().isBadRequest()))
                        .select("[role=alert]")
                        .text())
                .contains("至少提前 1 个工作日");
        desk.as("mediator1", sooner.param("sooner", "yes")).andExpect(status().is3xxRedirection());
        assertThat(story.as("mediator1", () -> papers.of(demand.number())))
                .filteredOn(line -> line.kind() == PaperKind.SUMMONS)
                .extracting(Papers.Line::about)
                .containsExactly("A", "B");
        desk.as("mediator2", appointment(demand, "10:00", "11:00", "调解室")).andExpect(status().isNotFound());
        desk.as("manager", appointment(demand, "10:00", "11:00", "调解室")).andExpect(status().isForbidden());
        Demand fresh = disputes.registered();
        desk.as("mediation-secretary", appointment(fresh, "10:00", "11:00", "调解室"))
                .andExpect(status().isConflict());
        desk.as("mediation-secretary", get("/desk/mediations/calendar?week=x")).andExpect(status().isBadRequest());
    }

    /** Law 20: with every party's consent, to one session; the invitation names nobody but them. */
    @Test
    void whoIsInvitedToASessionSignsSecrecyAndGetsNothingElseOfTheCase() throws Exception {
        Demand demand = disputes.mediating();
        desk.as("mediator1", appointment(demand, "09:00", "10:00", "调解室"));
        String id = jdbc.queryForObject(
                "select max(a.id) from mediation_appointment a join mediation m on m.id = a.mediation_id where m.number = ?",
                String.class,
                demand.number());
        String door = "/desk/mediations/" + demand.number() + "/appointments/" + id + "/guests";
        Function<String, MockHttpServletRequestBuilder> invites = consent -> post(door)
                .param("guest", "庄律师")
                .param("capacity", "LAWYER")
                .param("consent", consent)
                .with(withToken());
        assertThat(DeskBrowser.page(desk.as("mediator1", invites.apply("")).andExpect(status().isBadRequest()))
                        .select("[role=alert]")
                        .text())
                .contains("须先征得各方当事人同意");
        desk.as("mediator2", invites.apply("ALL")).andExpect(status().isNotFound());
        desk.as("mediator1", invites.apply("ALL")).andExpect(status().is3xxRedirection());
        Document page = page("mediator1", "/desk/mediations/" + demand.number());
        assertThat(page.text()).contains("邀请 庄律师（律师），还没有签保密承诺");
        String guest = jdbc.queryForObject("select max(id) from mediation_guest", String.class);
        String signing = "/desk/mediations/" + demand.number() + "/guests/" + guest;
        desk.as("manager", post(signing).param("deed", "signed").with(withToken()))
                .andExpect(status().isForbidden());
        desk.as("mediator1", post(signing).param("deed", "signed").with(withToken()))
                .andExpect(status().is3xxRedirection());
        assertThat(page("mediator1", "/desk/mediations/" + demand.number()).text())
                .contains("已签保密承诺");
        story.as("mediator1", () -> papers.issue(demand.number(), PaperKind.INVITATION, guest));
        assertThat(jdbc.queryForObject("select name from mediation_guest where id = ?", String.class, guest))
                .doesNotContain("庄律师");
        assertThat(parties.open(demand.number(), demand.queryCode()).toString()).doesNotContain("庄律师");
        desk.as(
                        "mediator1",
                        post("/desk/mediations/" + demand.number() + "/guests/" + guest)
                                .param("deed", "cancel")
                                .with(withToken()))
                .andExpect(status().is3xxRedirection());
        assertThat(page("mediator1", "/desk/mediations/" + demand.number()).text())
                .doesNotContain("庄律师");
    }

    // Duties

    @Test
    void dutiesStandInTheLedgerByTheirDayWithoutNames() throws Exception {
        Demand demand = disputes.mediating();
        disputes.holdsSession(demand, "agreed");
        disputes.owes(demand, "2000", "2026-06-12");
        disputes.owes(demand, "4000", "2026-08-20");
        assertThat(page("mediation-secretary", "/desk/mediations/duties").text())
                .as("not in effect")
                .doesNotContain("2026-08-20");
        disputes.signsAll(demand);
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        Document open = page("mediation-secretary", "/desk/mediations/duties");
        assertThat(open.select("tbody tr")).hasSize(2);
        assertThat(open.select("tbody tr").get(0).text()).contains("2026-06-12", "乙方 → 甲方", "2000.00", "待履行");
        assertThat(open.text()).doesNotContain("甲先生", "乙女士", "赔偿");
        assertThat(page("mediation-secretary", "/desk/mediations/duties?which=SOON")
                        .select("tbody tr"))
                .hasSize(1);
        assertThat(page("mediation-secretary", "/desk/mediations/duties?which=LATE")
                        .select("tbody tr"))
                .isEmpty();
        story.passes(Duration.ofDays(5));
        assertThat(page("mediation-secretary", "/desk/mediations/duties?which=LATE")
                        .text())
                .contains("逾期");
        disputes.does("mediator1", demand, "urge-debtor", "decision", "done", "note", "收条");
        assertThat(page("mediator1", "/desk/mediations/duties?which=DONE").select("tbody tr"))
                .hasSize(1);
        assertThat(page("mediator2", "/desk/mediations/duties").select("tbody tr"))
                .isEmpty();
        desk.as("manager", get("/desk/mediations/duties")).andExpect(status().isForbidden());
    }

    // Figures

    private Map<String, String> told(String who, String period) {
        return story.as(who, () -> figures.of(period)).lines().stream()
                .collect(Collectors.toMap(MediationFigures.Line::name, MediationFigures.Line::number));
    }

    private int counted(String condition) {
        return jdbc.queryForObject(
                "select count(*) from mediation m join demand d on d.number = m.number where m.committee = '350602004M1' and "
                        + condition,
                Integer.class);
    }

    @Test
    void figuresAreWhatTheRowsSayAndSmallOnesAreNotTold() throws Exception {
        for (int i = 0; i < 6; i++) {
            Demand agreed = disputes.mediating();
            disputes.holdsSession(agreed, "agreed");
            disputes.does(
                    "mediator1", agreed, "draft-agreement", "decision", "oral", "oralGround", "WAIVED", "text", "和好。");
        }
        for (int i = 0; i < 5; i++) {
            Demand declined = disputes.accepted();
            disputes.answers(declined.number(), Side.B, "decline");
        }
        Demand family = disputes.registered(Disputes.about("FAMILY", "分家析产。", "分清楚。", "甲先生", "乙女士"));
        disputes.does("mediation-secretary", family, "examine-application", "decision", "accept");

        Map<String, String> all = told("mediation-head", "2026-2");
        assertThat(all)
                .containsEntry("受理", String.valueOf(counted("m.accepted_at is not null")))
                .containsEntry("当事人不同意调解", String.valueOf(counted("m.ending in ('DECLINED', 'OBJECTED')")))
                .containsEntry(
                        "达成协议",
                        String.valueOf(
                                counted(
                                        "exists (select 1 from mediation_agreement a where a.mediation_id = m.id and a.effective_at is not null)")));
        List<MediationFigures.Row> types =
                story.as("mediation-head", () -> figures.of("2026-2")).types();
        Map<String, MediationFigures.Row> byName =
                types.stream().collect(Collectors.toMap(MediationFigures.Row::name, Function.identity()));
        assertThat(byName.get("婚姻家庭").cells().get(0)).as("one").isEqualTo("不单列");
        assertThat(byName.get("邻里").cells().get(0))
                .as("which the sum would tell")
                .isEqualTo("不单列");
        assertThat(told("street-manager", "2026-2")).isEqualTo(all);
        assertThat(told("mediation-head2", "2026-2")).containsEntry("受理", "0");

        Document page = page("street-manager", "/desk/mediations/figures?period=2026-2");
        assertThat(page.select("table").first().select("tr").stream()
                        .map(Element::text)
                        .toList())
                .contains("受理 " + all.get("受理"));
        assertThat(page.text()).doesNotContain("甲先生", "漏水", "罗桂香");
        String csv = desk.as("mediation-secretary", get("/desk/mediations/figures.csv?period=2026-2"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(csv).contains("受理," + all.get("受理"), "邻里,不单列").doesNotContain("甲先生");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'mediation-figures-exported'", Integer.class))
                .isEqualTo(1);
        desk.as("clerk", get("/desk/mediations/figures")).andExpect(status().isForbidden());
        desk.as("mediator1", get("/desk/mediations/figures")).andExpect(status().isForbidden());
        desk.as("manager", get("/desk/mediations/figures?period=2026-7")).andExpect(status().isBadRequest());
        desk.as("manager", get("/desk/mediations/figures?period=2027")).andExpect(status().isBadRequest());
    }
}
