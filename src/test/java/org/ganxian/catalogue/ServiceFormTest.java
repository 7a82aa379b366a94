package org.ganxian.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import org.ganxian.IntegrationTest;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The form on which an administrator writes a version of a service item. */
@IntegrationTest
@Tag("any-database")
class ServiceFormTest extends OnAWednesday {

    @Autowired
    ServiceTerms terms;

    /** All fields of the form that a browser would send back as they stand. */
    private static List<String> fields(Document page) {
        List<String> fields = new ArrayList<>();
        for (Element e : page.select("#form [name]:not(button)")) {
            boolean box = e.attr("type").equals("checkbox");
            if (e.tagName().equals("select")) {
                fields.add(e.attr("name"));
                fields.add(e.select("option[selected]").attr("value"));
            } else if (!box || e.hasAttr("checked")) {
                fields.add(e.attr("name"));
                fields.add(e.tagName().equals("textarea") ? e.wholeText() : e.val());
            }
        }
        return fields;
    }

    private static String[] with(List<String> fields, String... changes) {
        List<String> all = new ArrayList<>(fields);
        for (int i = 0; i < changes.length; i += 2) {
            int at = all.indexOf(changes[i]);
            if (at < 0) {
                all.addAll(List.of(changes[i], changes[i + 1]));
            } else {
                all.set(at + 1, changes[i + 1]);
            }
        }
        return all.toArray(String[]::new);
    }

    @Test
    void theFormBringsTheNewestVersionBackUnchanged() throws Exception {
        List<String> fields = fields(admin(LIST + "/private-training/new"));
        desk.sends("admin", LIST + "/private-training", with(fields, "name", "民办培训场所设立（改）"))
                .andExpect(redirectedUrlPattern(LIST + "/private-training?*done=added*"));
        ServiceItem first = items.find("private-training", TODAY.minusDays(1)).orElseThrow();
        ServiceItem second = items.find("private-training", TODAY).orElseThrow();
        assertThat(second.name()).isEqualTo("民办培训场所设立（改）");
        assertThat(second.createdBy()).isEqualTo("admin");
        assertThat(ServiceDraft.of(second, null).changesFrom(first, terms.now()))
                .containsExactly(new ServiceDraft.Change("名称", "民办培训场所设立", "民办培训场所设立（改）"));
        assertThat(items.version(first.id()).name()).isEqualTo("民办培训场所设立");
    }

    @Test
    void aNewItemIsWrittenWithItsMaterials() throws Exception {
        String[] fields = {
            "seen",
            "0",
            "code",
            "test-made",
            "name",
            "新做的",
            "legalBasis",
            "《测试办法》第一条",
            "lead",
            "WATER",
            "function",
            "URBAN",
            "function",
            "WATER",
            "statutoryDays",
            "20",
            "promisedDays",
            "8",
            "fee",
            "12.5",
            "feeNote",
            "每证",
            "resultType",
            "CERTIFICATE",
            "needsIdNumber",
            "true",
            "guide",
            "第一行\r\n第二行",
            "validFrom",
            "2026-11-25",
            "materialName",
            "申请表",
            "materialCode",
            "",
            "materialRequired",
            "true",
            "materialHeldBy",
            "",
            "materialNote",
            "",
            "materialName",
            "",
            "materialCode",
            "",
            "materialRequired",
            "true",
            "materialHeldBy",
            "",
            "materialNote",
            "",
            "materialName",
            "户口簿",
            "materialCode",
            "register",
            "materialRequired",
            "false",
            "materialHeldBy",
            "公安机关",
            "materialNote",
            "复印件"
        };
        desk.sends("admin", LIST + "/new", fields).andExpect(redirectedUrlPattern(LIST + "/test-made?*"));
        ServiceItem made = items.find("test-made", TODAY).orElseThrow();
        assertThat(made.functions()).containsExactly("WATER", "URBAN");
        assertThat(made.fee().orElseThrow()).hasToString("12.50");
        assertThat(made.guide()).isEqualTo("第一行\n第二行");
        assertThat(made.needsIdNumber()).isTrue();
        assertThat(made.isPermit()).isFalse();
        assertThat(made.materials())
                .containsExactly(
                        new Material("m1", "申请表", true, null, null),
                        new Material("register", "户口簿", false, "公安机关", "复印件"));
        desk.sends("admin", LIST + "/new", fields).andExpect(status().isBadRequest());
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndSaysWhyBesideTheField() throws Exception {
        List<String> fields = fields(admin(LIST + "/hygiene-permit/new"));
        Document page = CatalogueDesk.page(desk.sends(
                        "admin",
                        LIST + "/hygiene-permit",
                        with(
                                fields,
                                "promisedDays",
                                "21",
                                "statutoryDays",
                                "二十",
                                "fee",
                                "1,000",
                                "validFrom",
                                "2026-02-30",
                                "lead",
                                "MAGIC",
                                "materialCode",
                                "Bad",
                                "name",
                                "<script>alert(1)</script>"))
                .andExpect(status().isBadRequest()));
        assertThat(page.select("[role=alert] li").eachText())
                .hasSize(5)
                .contains("法定时限应为整数（工作日）", "收费应为数字（元），不收费请留空")
                .anySatisfy(t -> assertThat(t).startsWith("第 1 项材料：材料编码用小写字母"))
                .anySatisfy(t -> assertThat(t).contains("MAGIC"))
                .anySatisfy(t -> assertThat(t).contains("真有这一天"));
        assertThat(page.select("#statutoryDays").val()).isEqualTo("二十");
        assertThat(page.select("#name").val()).isEqualTo("<script>alert(1)</script>");
        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("#statutoryDays").parents().get(0).hasClass("wrong"))
                .isTrue();
        assertThat(catalogue.versions("hygiene-permit")).hasSize(1);
    }

    @Test
    void rowsOfMaterialsComeAndGoWithoutAScript() throws Exception {
        List<String> fields = fields(admin(LIST + "/hygiene-permit/new"));
        Document more = CatalogueDesk.page(desk.sends("admin", LIST + "/hygiene-permit", with(fields, "more", "1"))
                .andExpect(status().isOk()));
        assertThat(more.select(".material")).hasSize(7);
        Document fewer = CatalogueDesk.page(
                desk.sends("admin", LIST + "/hygiene-permit", with(fields, "remove", "1", "name", "改到一半"))
                        .andExpect(status().isOk()));
        assertThat(fewer.select("[name=materialCode]").eachAttr("value"))
                .startsWith("application-form", "floor-plan")
                .doesNotContain("test-report");
        assertThat(fewer.select("#name").val()).isEqualTo("改到一半");
        assertThat(fewer.select("#form button").first().attr("name"))
                .as("what Enter presses")
                .isEmpty();
        assertThat(catalogue.versions("hygiene-permit")).hasSize(1);
    }

    @Test
    void whoWasOvertakenIsToldSo() throws Exception {
        List<String> fields = fields(admin(LIST + "/hygiene-permit/new"));
        desk.sends("admin", LIST + "/hygiene-permit", with(fields, "name", "甲")).andExpect(status().is3xxRedirection());
        Document page = CatalogueDesk.page(
                desk.sends("admin", LIST + "/hygiene-permit", with(fields, "name", "乙", "validFrom", "2026-12-25"))
                        .andExpect(status().isConflict()));
        assertThat(page.select("[role=alert]").text()).contains("刚刚被别人改过");
        assertThat(page.select("#name").val()).isEqualTo("乙");
    }
}
