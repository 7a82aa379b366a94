package org.ganxian.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.number;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.IntegrationTest;
import org.ganxian.OwnForm;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.document.pdf.QrCode;
import org.ganxian.intake.ClerksDoor;
import org.ganxian.intake.ResidentsDoor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.ResultActions;

@IntegrationTest
class DeskTest {

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    IdentityService identity;

    @Autowired
    FormService forms;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    private String clerk;

    /** Each test has a clerk of its own, whose list is empty. */
    @BeforeEach
    void aNewClerk() {
        clerk = door.newClerk();
    }

    // What I registered

    @Test
    void aClerkWhoHasRegisteredNothingIsToldHowTo() throws Exception {
        page("/desk").andExpect(status().isOk()).andExpect(content().string(containsString("这里还没有诉求")));
    }

    @Test
    void whatIsRegisteredInTasklistIsListedWithoutItsCode() throws Exception {
        Demand demand = registerInTasklist("一楼门灯不亮");

        page("/desk")
                .andExpect(content().string(containsString(demand.number())))
                .andExpect(content().string(containsString("一楼门灯不亮")))
                .andExpect(content().string(containsString("榕荫社区")))
                .andExpect(content().string(containsString("待支部审核")))
                .andExpect(content().string(not(containsString(demand.queryCode()))));
        assertThat(looksAt(demand)).isZero();
    }

    @Test
    void whatWasRegisteredLastHasItsReceiptAtOnce() throws Exception {
        page("/desk/demands/latest").andExpect(status().isNotFound());
        Demand demand = registerInTasklist("一楼门灯不亮");
        page("/desk/demands/latest").andExpect(redirectedUrl("/desk/demands/" + demand.number()));
    }

    /** The page's own address is that of the inner network; the code is for whoever holds the paper alone. */
    @Test
    void theReceiptLeadsTheResidentToTheirOwnDoorAndCanBePrinted() throws Exception {
        Demand demand = registerInTasklist("一楼门灯不亮");

        page("/desk/demands/" + demand.number())
                .andExpect(content().string(containsString("http://localhost:8080/portal")))
                .andExpect(content()
                        .string(containsString(
                                QrCode.of("http://localhost:8080/portal/track?number=" + demand.number()))))
                .andExpect(content().string(containsString("data-print")))
                .andExpect(content().string(not(containsString("看材料清单"))));
    }

    @Test
    void theReceiptTellsNumberAndCodeAndEachLookIsAudited() throws Exception {
        Demand demand = registerInTasklist("一楼门灯不亮");

        for (int look = 1; look <= 2; look++) {
            page("/desk/demands/" + demand.number())
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(demand.number())))
                    .andExpect(content().string(containsString(demand.queryCode())))
                    .andExpect(content().string(not(containsString("13900000002"))))
                    .andExpect(header().string("Cache-Control", containsString("no-store")));
            assertThat(looksAt(demand)).isEqualTo(look);
        }
    }

    @Test
    void theClerkNotesWhatColleaguesShouldKnowAndNumbersAreMasked() throws Exception {
        Demand demand = registerInTasklist("一楼门灯不亮");
        String receipt = "/desk/demands/" + demand.number();
        note(receipt, "群众重听，请打 13812345678 找他女儿").andExpect(redirectedUrl(receipt + "#notes"));
        page(receipt).andExpect(content().string(containsString("请打 138****5678 找他女儿")));
        note(receipt, " ")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("请填写备注")));
        String tooLong = "长".repeat(501);
        note(receipt, tooLong)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(tooLong)));
        clerk = door.newClerk();
        note(receipt, "不是我的").andExpect(status().isNotFound());
    }

    private ResultActions note(String receipt, String text) throws Exception {
        return door.mvc.perform(post(receipt + "/notes")
                .param("text", text)
                .with(OwnForm.withToken())
                .with(httpBasic(clerk, "ganxian")));
    }

    @Test
    void theReceiptOfAnothersRegistrationStaysShut() throws Exception {
        Demand demand = registerInTasklist("一楼门灯不亮");

        for (String other : List.of("clerk", "admin")) {
            door.mvc
                    .perform(get("/desk/demands/" + demand.number()).with(httpBasic(other, "ganxian")))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(containsString("您没有登记过这件诉求")))
                    .andExpect(content().string(not(containsString(demand.queryCode()))));
        }
        assertThat(looksAt(demand)).isZero();
    }

    @Test
    void theListTurnsItsPagesNewestFirstAndTellsDoorsApart() throws Exception {
        StringBuilder calls = new StringBuilder(HOTLINE);
        for (int i = 0; i < 21; i++) {
            calls.append(call(number()).replace("路灯不亮", "第" + i + "件热线"));
        }
        door.send(clerk, calls.toString().getBytes(StandardCharsets.UTF_8), null)
                .andExpect(status().isOk());
        registerInTasklist("窗口来的");

        page("/desk")
                .andExpect(content().string(containsString("第 1 页，共 2 页，22 件")))
                .andExpect(content().string(containsString("窗口来的")))
                .andExpect(content().string(containsString("第20件热线")))
                .andExpect(content().string(not(containsString("第1件热线"))));
        page("/desk?page=2").andExpect(content().string(containsString("第0件热线")));
        page("/desk?source=DESK").andExpect(content().string(not(containsString("件热线"))));
        page("/desk?source=HOTLINE&page=2")
                .andExpect(content().string(containsString("第0件热线")))
                .andExpect(content().string(not(containsString("窗口来的"))));
    }

    @Test
    void wrongAddressesAreAnsweredInChinese() throws Exception {
        page("/desk?page=-5").andExpect(status().isOk());
        page("/desk?page=x")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("打不开这一页")));
        page("/desk?source=MOON").andExpect(status().isBadRequest());
        page("/desk/import/x")
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("不再保留")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk", "/desk/demands/ZZ20261124-000001", "/desk/import", "/desk/import/x/progress"})
    void theDeskIsForClerksAndAdministrators(String path) throws Exception {
        for (String other : List.of("dispatcher", "member1", "manager")) {
            door.mvc
                    .perform(get(path).with(httpBasic(other, "ganxian")))
                    .andExpect(status().isForbidden())
                    .andExpect(content().string(containsString("只有前台受理员和系统管理员")));
        }
    }

    private ResultActions page(String path) throws Exception {
        return door.mvc.perform(get(path).with(httpBasic(clerk, "ganxian")));
    }

    /** As Tasklist does with the start form. */
    private Demand registerInTasklist(String description) {
        identity.setAuthentication(clerk, List.of("350602004-clerk"));
        try {
            String definition = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey("order")
                    .latestVersion()
                    .singleResult()
                    .getId();
            String number = forms.submitStartForm(
                            definition,
                            Map.of(
                                    "description",
                                    description,
                                    "category",
                                    "0908",
                                    "place",
                                    ResidentsDoor.COMMUNITY,
                                    "contactPhone",
                                    "13900000002"))
                    .getBusinessKey();
            return demands.get(number);
        } finally {
            identity.clearAuthentication();
        }
    }

    private int looksAt(Demand demand) {
        return jdbc.queryForObject(
                "select count(*) from audit_entry where action = 'query-code-shown' and subject = ?",
                Integer.class,
                demand.number());
    }
}
