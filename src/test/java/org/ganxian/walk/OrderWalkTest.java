package org.ganxian.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.order.Orders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The README's tour: 群众点单, 支部下单, 党员接单, 支部审核, 群众评价. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderWalkTest {

    @Autowired
    Orders orders;

    @LocalServerPort
    int port;

    Browsers browsers;

    @BeforeAll
    void openBrowser() {
        browsers = new Browsers(port);
    }

    @AfterAll
    void closeBrowser() {
        browsers.close();
    }

    @Test
    void anOrderGoesFromTheResidentToTheBranchToAMemberAndBack() {
        Demand demand = orders.place(new NewDemand(
                null,
                "0908",
                "客厅灯管坏了，自己不敢爬高。",
                "350602004001",
                "榕荫里 5 号楼",
                new BigDecimal("117.65"),
                new BigDecimal("24.51"),
                "林阿婆",
                "13900000001",
                Source.PORTAL,
                null,
                null,
                null));
        String number = demand.number();

        Tasklist dispatcher = Tasklist.loggedInAs("dispatcher", browsers.desktop());
        dispatcher.opens("审核点单", number);
        assertThat(dispatcher.panel()).containsText("领取任务后可见");
        dispatcher.claims().chooses("受理");
        Browsers.picture(dispatcher.page, "tasklist-order");
        dispatcher.submits();
        dispatcher
                .opens("支部下单", number)
                .claims()
                .chooses("面向全体，由党员接单")
                .writes("需要的技能", "电工")
                .submits();

        Tasklist member = Tasklist.loggedInAs("member1", browsers.desktop());
        member.opens("党员接单", number).claims();
        member.chooses("已联系群众").picks("联系方式", "电话").writes("联系情况", "约好明天上午九点上门").submits();
        member.opens("上门办理", number)
                .chooses("已办好，上报")
                .writes("办理情况", "已换好灯管，当场试过能亮。")
                .submits();

        dispatcher.opens("支部审核", number).claims().chooses("通过，请群众评价").submits();
    }
}
