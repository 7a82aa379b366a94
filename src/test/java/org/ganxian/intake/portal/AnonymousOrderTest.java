package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.intake.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Placing an order without saying who one is. */
@IntegrationTest
@Tag("any-database")
class AnonymousOrderTest {

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

    @Test
    void aComplaintAboutStaffMayBeAnonymousAndNothingElse() throws Exception {
        Visitor visitor = new Visitor(port).opens("/portal").sees(200);
        visitor.sends("#form", PortalTest.with("anonymous", "1")).sees(400);
        assertThat(visitor.text("#anonymous-error")).contains("只有投诉、举报工作人员和单位可以匿名");
        assertThat(visitor.page().select("#anonymous").hasAttr("checked")).isTrue();

        visitor.sends("#form", "category", "05", "description", "窗口工作人员推诿，跑了三趟").sees(200);

        Demand demand = demands.get(visitor.text("#number"));
        assertThat(demand.contactName()).isNull();
        assertThat(demand.contactPhone()).isNull();
        assertThat(demand.phoneNote()).isNull();
        visitor.opens("/portal/orders/" + demand.number()).sees(200);
    }
}
