package org.ganxian.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.Multipart;
import org.ganxian.intake.Visitor;
import org.ganxian.window.Scans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What administrators add to the guide: blank forms, and words of residents. */
@IntegrationTest
@Tag("any-database")
class GuideExtrasTest {

    private static final String ITEM = "/desk/services/hygiene-permit";
    private static final String GUIDE = "/portal/services/hygiene-permit";
    private static final String WORDS = "/desk/services/words";

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    private Caller admin;

    @BeforeEach
    void nothingIsAdded() {
        jdbc.update("delete from blank_form");
        jdbc.update("delete from service_word");
        admin = Caller.of("admin", port);
        admin.get(ITEM);
    }

    private Answer adds(Caller who, String item, String title, byte[] content) {
        return who.send(item + "/forms", new Multipart().text("title", title).file("file", "申请表.pdf", content));
    }

    @Test
    void aBlankFormIsAddedTakenAndRemoved() throws Exception {
        assertThat(new Visitor(port).opens(GUIDE).shows("#blanks")).isFalse();
        byte[] paper = Scans.pdf();
        assertThat(adds(admin, ITEM, "", paper).status()).isEqualTo(302);

        Visitor reader = new Visitor(port).opens(GUIDE).sees(200);
        assertThat(reader.text("#blanks a")).startsWith("申请表（PDF，");
        String link = reader.page().select("#blanks a").attr("href");
        assertThat(Caller.nobody(port).file(link)).isEqualTo(paper);
        reader.opens(link);
        assertThat(reader.answer().headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("attachment"));
        assertThat(new Visitor(port)
                        .opens(link.replace("hygiene-permit", "shop-sign"))
                        .sees(404)
                        .shows("h1"))
                .isTrue();

        String removal = link.replace("/portal", "/desk") + "/removal";
        assertThat(Caller.of("clerk", port).form("/desk/password", removal).status())
                .isEqualTo(403);
        assertThat(admin.form(ITEM, removal).status()).isEqualTo(302);
        assertThat(new Visitor(port).opens(link).sees(404).text("main")).contains("没有这张表");
    }

    @Test
    void whatIsNoPdfOrTooMuchOrNotTheirsIsRefusedInWords() {
        Answer program = adds(admin, ITEM, "表<b>", "MZ\u0000\u0001".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(program.status()).isEqualTo(400);
        assertThat(program.body()).contains("只能上传空白表格（PDF）", "表&lt;b&gt;");
        assertThat(adds(admin, ITEM, "长".repeat(61), Scans.pdf()).body()).contains("最多 60 字");
        assertThat(admin.form(ITEM, ITEM + "/forms", "title", "x").body()).contains("请选择一个 PDF 文件");
        assertThat(adds(admin, "/desk/services/none", "x", Scans.pdf()).status())
                .isEqualTo(404);
        Caller clerk = Caller.of("clerk", port);
        clerk.get("/desk/password");
        assertThat(adds(clerk, ITEM, "x", Scans.pdf()).status()).isEqualTo(403);
        for (int i = 0; i < 10; i++) {
            assertThat(adds(admin, ITEM, "表 " + i, Scans.pdf()).status()).isEqualTo(302);
        }
        assertThat(adds(admin, ITEM, "x", Scans.pdf()).body()).contains("最多 10 张");
    }

    @Test
    void aWordOfResidentsFindsTheItemAtOnceAndNoMoreWhenItIsRemoved() throws Exception {
        assertThat(found("剃头铺子")).doesNotContain("公共场所卫生许可");
        assertThat(admin.form(WORDS, WORDS, "word", "剃头铺子", "means", "公共场所卫生").status())
                .isEqualTo(302);
        assertThat(found("我想开剃头铺子")).contains("公共场所卫生", "因为写了“剃头铺子”");

        assertThat(admin.form(WORDS, WORDS, "word", "剃头铺子", "means", "公共场所卫生").body())
                .contains("这个词已经有了");
        assertThat(admin.form(WORDS, WORDS, "word", "一", "means", "天外飞仙").body())
                .contains("请填写群众的说法", "没有哪个现行事项", "value=\"天外飞仙\"");
        assertThat(Caller.of("clerk", port)
                        .form("/desk/password", WORDS, "word", "剃头", "means", "卫生")
                        .status())
                .isEqualTo(403);

        Long id = jdbc.queryForObject("select id from service_word", Long.class);
        assertThat(admin.form(WORDS, WORDS + "/" + id + "/removal").status()).isEqualTo(302);
        assertThat(admin.form(WORDS, WORDS + "/" + id + "/removal").status()).isEqualTo(404);
        assertThat(found("剃头铺子")).doesNotContain("公共场所卫生许可");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action like 'service-word-%'", Long.class))
                .isEqualTo(2);
    }

    private String found(String words) throws Exception {
        return new Visitor(port)
                .opens("/portal/services?q="
                        + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8))
                .sees(200)
                .text("main");
    }
}
