package org.ganxian.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IntegrationTest
@Tag("any-database")
class ServicePagesTest extends OnAWednesday {

    @Test
    void theListIsSearchedAndFilteredByState() throws Exception {
        Drafts.add(catalogue, "test-coming", "将来的事", TODAY.plusDays(30), 0);
        Drafts.add(catalogue, "test-gone", "过去的事", TODAY, 0);
        Drafts.add(catalogue, "shop-sign", "店招设置（新）", TODAY.plusDays(5), 1);
        catalogue.end("test-gone", TODAY, Drafts.ADMIN);
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-26T02:00:00Z")));

        assertThat(admin(LIST).select("tbody tr")).hasSize(14);
        assertThat(admin(LIST + "?state=ENDED").select("tbody tr").eachText())
                .singleElement()
                .asString()
                .contains("过去的事", "已停用");
        assertThat(admin(LIST + "?state=COMING").select("tbody tr").eachText())
                .hasSize(2)
                .anySatisfy(row -> assertThat(row).contains("店招设置", "有效", "新版 2026-11-30 生效"))
                .anySatisfy(row -> assertThat(row).contains("将来的事", "将生效", "2026-12-25 生效"));
        assertThat(admin(LIST + "?q=津贴").select("tbody tr")).hasSize(1);
        assertThat(admin(LIST + "?q=公安局").select("tbody tr")).hasSize(3);
        assertThat(admin(LIST + "?q=%3Cscript%3E").text()).contains("没有这样的事项");
        assertThat(admin(LIST + "?page=99").select("tbody tr")).isNotEmpty();
        desk.opens("admin", LIST + "?state=ODD").andExpect(status().isBadRequest());
    }

    @Test
    void longListsHavePages() throws Exception {
        for (int i = 0; i < 9; i++) {
            Drafts.add(catalogue, "test-page-" + i, "第 " + i + " 件", TODAY, 0);
        }
        assertThat(admin(LIST).select("tbody tr")).hasSize(20);
        assertThat(admin(LIST).select(".pages").text()).contains("第 1 页，共 2 页，21 个");
        assertThat(admin(LIST + "?page=2").select("tbody tr")).hasSize(1);
        assertThat(admin(LIST + "?page=2&q=第").select("tbody tr")).hasSize(9);
    }

    @Test
    void anItemsPageShowsItsVersionsEndsItAndWithdrawsWhatHasNotBegun() throws Exception {
        Drafts.add(catalogue, "test-page", "甲", TODAY, 0);
        Drafts.add(catalogue, "test-page", "乙", TODAY.plusDays(5), 1);
        Document page = admin(LIST + "/test-page");
        assertThat(page.select("h1").text()).isEqualTo("甲");
        assertThat(page.select(".guide").text()).contains("卫生健康局", "市场监督管理局", "免提交：由市场监督管理部门（电子证照共享）提供");
        assertThat(page.select("section tbody tr").eachText())
                .satisfiesExactly(
                        second -> assertThat(second).contains("第 2 版", "将生效", "漳州市系统管理员", "撤回"),
                        first -> assertThat(first)
                                .contains("第 1 版", "有效", "到 2026-11-29 止")
                                .doesNotContain("撤回"));
        assertThat(admin(LIST + "/test-page?version=2").select("h1").text()).isEqualTo("乙");

        desk.sends("admin", LIST + "/test-page/withdraw", "version", "2")
                .andExpect(redirectedUrlPattern(LIST + "/test-page?*"));
        Document wrong = CatalogueDesk.page(desk.sends("admin", LIST + "/test-page/end", "lastDay", "2026-11-24")
                .andExpect(status().isBadRequest()));
        assertThat(wrong.select("[role=alert]").text()).contains("不能早于今天");
        desk.sends("admin", LIST + "/test-page/end", "lastDay", "明天").andExpect(status().isBadRequest());
        desk.sends("admin", LIST + "/test-page/end", "lastDay", "2026-11-30").andExpect(status().is3xxRedirection());
        assertThat(admin(LIST + "/test-page?done=ended").select("[role=status]").text())
                .contains("2026-11-30");
        desk.sends("admin", LIST + "/test-page/withdraw", "version", "1").andExpect(status().isConflict());
        desk.sends("admin", LIST + "/test-page/withdraw", "version", "x").andExpect(status().isBadRequest());
        desk.opens("admin", LIST + "/test-page?version=9").andExpect(status().isNotFound());
        desk.opens("admin", LIST + "/test-none").andExpect(status().isNotFound());
        desk.opens("admin", LIST + "/test-none/new").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/new", "/import", "/hygiene-permit", "/hygiene-permit/new"})
    void thePagesAreTheAdministratorsAlone(String path) throws Exception {
        desk.opens("clerk", LIST + path).andExpect(status().isForbidden());
        desk.opens("manager", LIST + path).andExpect(status().isForbidden());
        desk.nobodyOpens(LIST + path).andExpect(redirectedUrlPattern("/login?back=*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/new", "/hygiene-permit", "/hygiene-permit/end", "/hygiene-permit/withdraw"})
    void whatChangesTheCatalogueIsTheAdministratorsAlone(String path) throws Exception {
        desk.sends("clerk", LIST + path, "lastDay", "2026-11-30", "version", "1", "name", "x")
                .andExpect(status().isForbidden());
        assertThat(items.find("hygiene-permit", TODAY).orElseThrow().validUntil())
                .isEmpty();
    }

    @Test
    void onlyAdministratorsSeeTheLink() throws Exception {
        assertThat(CatalogueDesk.page(desk.opens("clerk", "/desk"))
                        .select(".top nav")
                        .text())
                .contains("我的登记")
                .doesNotContain("事项库");
        assertThat(CatalogueDesk.page(desk.opens("clerk", "/desk"))
                        .select("details.manage h2")
                        .eachText())
                .containsExactly("审计");
        assertThat(admin("/desk").select(".top nav").text()).contains("事项库");
        assertThat(admin("/desk").select("details.manage h2").eachText()).containsExactly("人员与单位", "规则", "运行", "审计");
    }

    @Test
    void residentsReadWhatTheyCanApplyFor() throws Exception {
        Drafts.add(catalogue, "test-coming", "将来的事", TODAY.plusDays(30), 0);
        Document list = CatalogueDesk.page(desk.nobodyOpens("/portal/services").andExpect(status().isOk()));
        assertThat(list.select(".services li")).hasSize(12);
        assertThat(CatalogueDesk.page(desk.nobodyOpens("/portal/services?q=卫生许可"))
                        .select(".services a")
                        .eachText())
                .containsExactly("公共场所卫生许可（新办）");
        assertThat(CatalogueDesk.page(desk.nobodyOpens("/portal/services?q=" + "长".repeat(500)))
                        .text())
                .contains("没有找到");
        Document guide = CatalogueDesk.page(
                desk.nobodyOpens("/portal/services/old-age-allowance").andExpect(status().isOk()));
        assertThat(guide.select("main").text())
                .contains("10 个工作日办结", "不收费", "待遇发放", "老年人权益保障法", "免提交（由公安机关（户籍数据共享）提供）", "申请时需要填写");
        for (String none : List.of("test-coming", "no-such-item", "HYGIENE-PERMIT")) {
            assertThat(CatalogueDesk.page(
                                    desk.nobodyOpens("/portal/services/" + none).andExpect(status().isNotFound()))
                            .select("h1")
                            .text())
                    .isEqualTo("打不开这一页");
        }
    }

    @Test
    void theApiListsWhatIsAvailableToEverybody() throws Exception {
        desk.nobodyOpens("/api/services")
                .andExpect(status().isOk())
                .andExpect(header().exists("ETag"))
                .andExpect(jsonPath("$", hasSize(12)))
                .andExpect(jsonPath("$[3].code").value("hygiene-permit"))
                .andExpect(jsonPath("$[3].promisedDays").value(10))
                .andExpect(jsonPath("$[3].departments[0].name").value("卫生健康局"))
                .andExpect(jsonPath("$[3].materials[4].heldBy").value("市场监督管理部门（电子证照共享）"))
                .andExpect(jsonPath("$[3].fee").doesNotExist());
        desk.nobodyOpens("/api/services/private-training")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.departments", hasSize(5)))
                .andExpect(jsonPath("$.joint").value(true));
        desk.nobodyOpens("/api/services/import").andExpect(status().isNotFound());
        desk.nobodyOpens("/api/services/none").andExpect(status().isNotFound());
    }
}
