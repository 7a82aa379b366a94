package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeStories.NUMBER;
import static org.ganxian.notice.NoticeStories.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The inbox, by API and on its page, over real HTTP. No channel is configured: notices are in the inbox all the same. */
@IntegrationTest
class InboxTest {

    @LocalServerPort
    int port;

    @Autowired
    NoticeStories stories;

    private String me;
    private String other;

    @BeforeEach
    void twoPeople() {
        stories.clear();
        me = stories.somebody("a@zhangzhou.example");
        other = stories.somebody(null);
    }

    private Caller i() {
        return Caller.of(me, port);
    }

    private JsonNode list(Caller who, String query) {
        Answer answer = who.get("/api/notices" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private void tellMe(int times) {
        for (int n = 1; n <= times; n++) {
            stories.tell(new Notice("SLA_WARNING", NUMBER, "第" + n + "条", "内容"), me);
        }
    }

    private static List<String> titles(JsonNode list) {
        List<String> titles = new ArrayList<>();
        list.get("notices").forEach(n -> titles.add(n.get("title").asText()));
        return titles;
    }

    // By API

    @Test
    void withoutChannelsNothingWaitsToLeaveTheHouse() {
        stories.tell(WARNING, me);
        assertThat(stories.rows()).isEmpty();
        assertThat(stories.instances()).isZero();
        JsonNode notice = list(i(), "").get("notices").get(0);
        assertThat(notice.get("kind").asText()).isEqualTo("SLA_WARNING");
        assertThat(notice.get("demandNumber").asText()).isEqualTo(NUMBER);
        assertThat(notice.get("title").asText()).isEqualTo(WARNING.title());
        assertThat(notice.get("text").asText()).isEqualTo(WARNING.text());
        assertThat(notice.get("at").asText()).endsWith("Z");
        assertThat(notice.get("read").asBoolean()).isFalse();
    }

    @Test
    void everybodySeesTheirOwnOnly() {
        stories.tell(WARNING, me);
        assertThat(list(i(), "").get("unread").asInt()).isEqualTo(1);
        assertThat(list(Caller.of(other, port), "").get("notices")).isEmpty();
        assertThat(list(Caller.of(other, port), "").get("unread").asInt()).isZero();
        assertThat(list(Caller.of("admin", port), "").get("notices")).isEmpty();
    }

    @Test
    void pagesGoFromNewToOldWithoutGapOrRepeat() {
        tellMe(5);
        JsonNode first = list(i(), "?size=2");
        assertThat(titles(first)).containsExactly("第5条", "第4条");
        tellMe(1);
        JsonNode second = list(i(), "?size=2&before=" + first.get("next").asLong());
        assertThat(titles(second)).containsExactly("第3条", "第2条");
        JsonNode last = list(i(), "?size=2&before=" + second.get("next").asLong());
        assertThat(titles(last)).containsExactly("第1条");
        assertThat(last.get("next").isNull()).isTrue();
        assertThat(list(i(), "?size=6").get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?size=0", "?size=101", "?size=x", "?before=x"})
    void wrongPagesAreRefusedInChinese(String query) {
        Answer answer = i().get("/api/notices" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).containsPattern("\\p{IsHan}");
    }

    @Test
    void readingOneLeavesTheOthersUnread() {
        tellMe(3);
        long id = list(i(), "").get("notices").get(1).get("id").asLong();
        for (int again = 0; again < 2; again++) {
            assertThat(i().post("/api/notices/" + id + "/read", null).status()).isEqualTo(204);
            assertThat(list(i(), "").get("unread").asInt()).isEqualTo(2);
        }
        assertThat(list(i(), "").get("notices").get(1).get("read").asBoolean()).isTrue();
        assertThat(list(i(), "").get("notices").get(0).get("read").asBoolean()).isFalse();
    }

    @Test
    void readingAllReadsNobodyElses() {
        tellMe(2);
        stories.tell(WARNING, other);
        assertThat(i().post("/api/notices/read-all", null).status()).isEqualTo(204);
        assertThat(list(i(), "").get("unread").asInt()).isZero();
        assertThat(list(Caller.of(other, port), "").get("unread").asInt()).isEqualTo(1);
    }

    @Test
    void somebodyElsesNoticeIsNotThere() {
        stories.tell(WARNING, me);
        long id = list(i(), "").get("notices").get(0).get("id").asLong();
        for (long wrong : List.of(id, Long.MAX_VALUE)) {
            Answer answer = Caller.of(other, port).post("/api/notices/" + wrong + "/read", null);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.reason()).isEqualTo("没有这条通知");
        }
        assertThat(Caller.of(other, port)
                        .post("/desk/notices/" + id + "/read", null)
                        .status())
                .as("without the page's token")
                .isEqualTo(403);
        assertThat(list(i(), "").get("unread").asInt()).isEqualTo(1);
    }

    // On the page

    private Document page(Caller who, String path) {
        Answer answer = who.get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    @Test
    void anEmptyInboxSaysSo() {
        Document page = page(i(), "/desk/notices");
        assertThat(page.text()).contains("这里还没有通知", "没有未读的通知");
        assertThat(page.select(".title form, .notices form")).isEmpty();
    }

    @Test
    void thePageShowsMarksAndTurns() {
        tellMe(21);
        Caller browser = i();
        Document first = page(browser, "/desk/notices");
        assertThat(first.select(".notices li")).hasSize(20);
        assertThat(first.select(".notices .unread")).hasSize(20);
        assertThat(first.text()).contains("有 21 条未读", "第21条", NUMBER);
        String older = first.select(".pages a").attr("href");
        Document second = page(browser, older);
        assertThat(second.select(".notices h2").text()).contains("第1条");

        String read = second.select(".notices form").attr("action");
        String before = second.select(".notices input[name=before]").attr("value");
        Answer answer = browser.post(read + "?before=" + before, null);
        assertThat(answer.status()).isEqualTo(302);
        second = page(browser, older);
        assertThat(second.select(".notices .unread")).isEmpty();
        assertThat(second.text()).contains("有 20 条未读");

        assertThat(browser.post("/desk/notices/read-all", null).status()).isEqualTo(302);
        assertThat(page(browser, "/desk/notices").text()).contains("没有未读的通知");
    }

    @Test
    void theDeskLinksToTheNoticesWithTheirNumber() {
        assertThat(page(i(), "/desk").select("nav a[href=/desk/notices]").text())
                .isEqualTo("通知");
        tellMe(3);
        assertThat(page(i(), "/desk").select("nav a[href=/desk/notices]").text())
                .isEqualTo("通知（3）");
    }

    @Test
    void everyMemberOfStaffHasThePageAndNobodyElse() {
        for (String staff : List.of("member1", "dispatcher", "supervisor", "manager")) {
            Document page = page(Caller.of(staff, port), "/desk/notices");
            assertThat(page.select("nav a[href=/desk]"))
                    .as("closed to " + staff)
                    .isEmpty();
        }
        assertThat(page(i(), "/desk/notices").select("nav a[href=/desk]")).hasSize(1);
        assertThat(Caller.nobody(port).get("/desk/notices").status()).isEqualTo(302);
        assertThat(Caller.nobody(port).get("/api/notices").status()).isEqualTo(401);
    }

    @Test
    void wrongAddressesOfThePageAreAnsweredInChinese() {
        Caller browser = i();
        Answer misread = browser.get("/desk/notices?page=x");
        assertThat(misread.status()).isEqualTo(400);
        assertThat(misread.body()).contains("地址不完整");
        tellMe(1);
        browser.get("/desk/notices");
        Answer missing = browser.post("/desk/notices/" + Long.MAX_VALUE + "/read", null);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("没有这条通知", "第1条");
    }

    // Where mail goes

    @Test
    void everybodySaysThemselvesWhereTheirNoticesAreMailed() {
        assertThat(page(i(), "/desk/notices").select("details.mail summary").text())
                .isEqualTo("邮件通知：a@zhangzhou.example");
        assertThat(i().call("PUT", "/api/notices/email", Map.of("email", " li@zhangzhou.example "))
                        .status())
                .isEqualTo(204);
        assertThat(page(i(), "/desk/notices").select("details.mail summary").text())
                .isEqualTo("邮件通知：li@zhangzhou.example");
        Answer wrong = i().call("PUT", "/api/notices/email", Map.of("email", "not an address"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("邮箱地址不正确");
        assertThat(i().call("PUT", "/api/notices/email", Map.of("email", "")).status())
                .isEqualTo(204);
        assertThat(page(i(), "/desk/notices").select("details.mail").text()).contains("没有设置邮箱", "系统还没有设置邮件服务器");
    }
}
