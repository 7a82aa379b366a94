package org.ganxian.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import org.ganxian.IntegrationTest;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The administrator's pages of texts, marks and contacts. */
@IntegrationTest
@Tag("any-database")
class DocumentPagesTest {

    private static final String LIST = "/desk/document-texts";
    private static final String GRANT = LIST + "/GRANT/SERVICE";
    private static final String ORGANS = "/desk/document-organs";
    private static final String EDITED = "关于“{事项}”：[[1+1]] 准予。\r\n{理由}\r\n特此决定。";

    @Autowired
    MockMvc mvc;

    @Autowired
    DocumentTexts texts;

    @Autowired
    JdbcTemplate jdbc;

    private ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic("admin", "ganxian")));
    }

    private static MockHttpServletRequestBuilder edit(String url, String text, String from, int seen) {
        return post(url).param("text", text).param("from", from).param("seen", String.valueOf(seen));
    }

    private int kept(String action) {
        Integer count = jdbc.queryForObject(
                "select count(*) from audit_entry where actor_id = 'admin' and action = ?", Integer.class, action);
        return count == null ? 0 : count;
    }

    @Test
    void aTextIsPreviewedThenKeptThenTakenBackAndAudited() throws Exception {
        String today = texts.today().toString();
        admin(get(LIST)).andExpect(content().string(containsString("准予决定书")));
        admin(get(GRANT)).andExpect(content().string(allOf(containsString("{理由}"), containsString("第 1 版（现行）"))));

        byte[] pdf = admin(edit(GRANT + "/preview", EDITED, today, 1))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        // The words are printed as they are.
        assertThat(Paper.words(pdf)).contains("样张，不作文书使用", "关于“高龄津贴申领（示例）”：[[1+1]]准予。");
        assertThat(texts.versions(new DocumentTexts.Key(Wording.GRANT, Variant.SERVICE)))
                .hasSize(1);

        int before = kept("document-text-changed");
        admin(edit(GRANT, EDITED, today, 1)).andExpect(redirectedUrl(GRANT + "?saved"));
        assertThat(texts.of(Wording.GRANT, Variant.SERVICE, texts.today())).contains("[[1+1]] 准予");
        admin(edit(GRANT, EDITED + "完", today, 1)).andExpect(status().isConflict());
        admin(get(GRANT)).andExpect(content().string(containsString("第 2 版（现行）")));
        admin(post(GRANT + "/restore").param("version", "1").param("seen", "2"))
                .andExpect(redirectedUrl(GRANT + "?saved"));
        assertThat(texts.of(Wording.GRANT, Variant.SERVICE, texts.today())).contains("符合法定条件");
        assertThat(kept("document-text-changed") - before).isEqualTo(2);
    }

    @Test
    void whatAReleaseWritesAnewIsOfferedWhereTheCityHasWordsOfItsOwn() throws Exception {
        String release = texts.of(Wording.GRANT, Variant.SERVICE, texts.today());
        int seen = texts.versions(new DocumentTexts.Key(Wording.GRANT, Variant.SERVICE))
                .get(0)
                .version();
        admin(get(GRANT)).andExpect(content().string(not(containsString("系统新版的写法"))));
        // As an earlier release had it, and the city has changed it.
        jdbc.update(
                "update document_text set words = replace(words, '符合', '合于') where wording = 'GRANT' and variant = 'SERVICE'");
        admin(edit(GRANT, EDITED, texts.today().toString(), seen)).andExpect(redirectedUrl(GRANT + "?saved"));
        texts.lay();
        assertThat(texts.of(Wording.GRANT, Variant.SERVICE, texts.today()))
                .as("no start touches it")
                .contains("[[1+1]]");

        String hash = offered().select("[name=hash]").first().val();
        assertThat(offered().text()).contains("符合法定条件");
        admin(post(GRANT + "/offer").param("hash", hash)).andExpect(redirectedUrl(GRANT));
        assertThat(offered()).as("left").isEmpty();
        admin(post(GRANT + "/offer").param("hash", hash)).andExpect(status().isConflict());

        jdbc.update("delete from audit_entry where action = 'document-text-offer-left'");
        admin(post(GRANT + "/offer").param("hash", hash).param("take", "true").param("seen", String.valueOf(seen + 1)))
                .andExpect(redirectedUrl(GRANT + "?saved"));
        assertThat(texts.of(Wording.GRANT, Variant.SERVICE, texts.today())).isEqualTo(release);
        assertThat(offered()).isEmpty();

        jdbc.update("delete from document_text where wording = 'GRANT' and variant = 'SERVICE' and version > ?", seen);
        jdbc.update(
                "update document_text set words = replace(words, '合于', '符合') where wording = 'GRANT' and variant = 'SERVICE'");
    }

    private Elements offered() throws Exception {
        return Jsoup.parse(admin(get(GRANT)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8))
                .select("#offer");
    }

    @Test
    void whatCannotBePrintedIsRefusedBesideItsField() throws Exception {
        String today = texts.today().toString();
        for (String url : new String[] {GRANT, GRANT + "/preview"}) {
            admin(edit(url, "{事项}{密码}\n{理由}", today, 1))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("没有 {密码}")));
        }
        admin(edit(GRANT, EDITED, "2000-01-01", 1))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("不能早于今天")));
        admin(edit(GRANT, EDITED, "明天", 1)).andExpect(status().isBadRequest());
        admin(edit(GRANT, EDITED, today, 99)).andExpect(status().isConflict());
        for (String none : new String[] {"/NOTHING/PERMIT", "/GRANT/permit", "/x/PERMIT"}) {
            admin(get(LIST + none)).andExpect(status().isNotFound());
            admin(edit(LIST + none, EDITED, today, 1)).andExpect(status().isNotFound());
        }
        admin(post(GRANT + "/restore").param("version", "77")).andExpect(status().isNotFound());
        admin(post(GRANT + "/restore").param("version", "x")).andExpect(status().isBadRequest());
    }

    @Test
    void marksAndContactsAreKeptByUnit() throws Exception {
        admin(get(ORGANS).param("q", "通北")).andExpect(content().string(containsString("通北街道")));
        admin(get(ORGANS).param("page", "99")).andExpect(status().isOk());
        admin(get(ORGANS + "/350602006")).andExpect(status().isOk());
        assertThat(jdbc.queryForObject("select count(*) from document_organ where unit = '350602006'", Integer.class))
                .isZero();
        int before = kept("document-organ-changed");
        admin(post(ORGANS + "/350602006")
                        .param("mark", "漳通")
                        .param("address", "通北路 1 号")
                        .param("phone", "0596-0000000"))
                .andExpect(redirectedUrl(ORGANS + "?saved"));
        admin(get(ORGANS).param("q", "350602006"))
                .andExpect(content().string(allOf(containsString("漳通"), containsString("通北路 1 号"))));
        admin(post(ORGANS + "/350602006").param("mark", "漳<b>"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("汉字或字母")));
        assertThat(kept("document-organ-changed") - before).isOne();
        admin(get(ORGANS + "/350602004001")).andExpect(status().isNotFound());
        admin(post(ORGANS + "/nowhere")).andExpect(status().isNotFound());
    }

    @Test
    void onlyTheCitysAdministratorEditsDocuments() throws Exception {
        for (String other : new String[] {"clerk", "window", "manager"}) {
            for (String page : new String[] {LIST, GRANT, ORGANS, ORGANS + "/350602004"}) {
                mvc.perform(get(page).with(httpBasic(other, "ganxian"))).andExpect(status().isForbidden());
            }
            for (String deed : new String[] {GRANT, GRANT + "/preview", ORGANS + "/350602004"}) {
                mvc.perform(edit(deed, EDITED, "2030-01-01", 1).with(httpBasic(other, "ganxian")))
                        .andExpect(status().isForbidden());
            }
            mvc.perform(post(GRANT + "/restore").param("version", "1").with(httpBasic(other, "ganxian")))
                    .andExpect(status().isForbidden());
        }
    }
}
