package org.ganxian.organization.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Unit;
import org.ganxian.organization.UnitBook.NewUnit;
import org.ganxian.platform.Actor;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Departments and streets are merged, and what is with them goes on in their successors. */
@IntegrationTest
class MergedOfficesTest extends ChangedUnits {

    @Autowired
    Applications applications;

    /** Its applications, wherever they stand, what is routed to it, and its people. */
    @Test
    void aMergedDepartmentsWorkGoesOnInItsSuccessor() throws Exception {
        String health = "350602D05";
        String civil = "350602D04";
        Demand atTheWindow = filed("350602004");
        Demand inHand = filed("350602004");
        story.completes("clerk", inHand, "accept-application", Map.of("decision", "accept"));
        assertThat(groupsOf(inHand)).containsExactly(health + "-member");

        desk.as("admin", get(change(health)).param("kind", "MERGE").param("to", civil))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(atTheWindow.number())))
                .andExpect(content().string(containsString(inHand.number())));
        desk.as("admin", post(change(health)).param("kind", "MERGE").param("to", "350603D04"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("只能由本区县的部门接续")));
        desk.as("admin", post(change(health)).param("kind", "MERGE").param("to", civil))
                .andExpect(status().is3xxRedirection());
        carriedOver();

        assertThat(units.departmentFor("HEALTH", "350602004")).map(Unit::code).contains(civil);
        assertThat(people.has("health-handler", Duty.MEMBER, civil)).isTrue();
        assertThat(now(inHand).servingUnit()).isEqualTo(civil);
        assertThat(groupsOf(inHand)).containsExactly(civil + "-member");
        story.completes("clerk", atTheWindow, "accept-application", Map.of("decision", "accept"));
        Demand later = filed("350602004");
        story.completes("clerk", later, "accept-application", Map.of("decision", "accept"));
        for (Demand demand : List.of(inHand, atTheWindow, later)) {
            assertThat(groupsOf(demand)).containsExactly(civil + "-member");
            story.completes(
                    "health-handler",
                    demand,
                    "handle-application",
                    Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，符合法定条件。"));
            story.completes("health-reviewer", demand, "review-application", Map.of("decision", "approve"));
            assertThat(now(demand).status()).isEqualTo(Status.DECIDED);
        }
    }

    /** 住建、公安、城管 together: of the first and the last one is left. */
    @Test
    void whereTwoDepartmentsOfOneItemWereMergedOneStandsForBoth() throws Exception {
        desk.as("admin", post(change("350602D02")).param("kind", "MERGE").param("to", "350602D01"))
                .andExpect(status().is3xxRedirection());
        carriedOver();

        Demand road = filed(
                "road-occupation",
                "350602004",
                "application-form",
                "construction-plan",
                "traffic-plan",
                "site-drawing");
        story.completes("clerk", road, "accept-application", Map.of("decision", "accept"));
        assertThat(groupsOf(road)).contains("350602D01-member").doesNotContain("350602D02-member");
    }

    private Demand filed(String street) {
        return filed("hygiene-permit", street, "application-form", "test-report", "floor-plan");
    }

    private Demand filed(String item, String street, String... materials) {
        return applications.file(
                new NewApplication(
                        item, "巷口理发店", "13900000001", null, street, null, Delivery.WINDOW, null, Source.PORTAL, null),
                Set.of(materials),
                List.of());
    }

    /** Its communities are moved first, each with its own preview; then its window goes over. */
    @Test
    void aMergedStreetsWindowGoesOnInItsSuccessorAndADistrictIsRefusedWithTheReason() throws Exception {
        String street = "350602099";
        book.add(new NewUnit(street, Unit.Kind.STREET, "350602", "古塘街道", null), Actor.SYSTEM);
        book.add(new NewUnit("350602099001", Unit.Kind.COMMUNITY, street, "古塘社区", null), Actor.SYSTEM);
        book.add(new NewUnit(street + "M1", Unit.Kind.COMMITTEE, street, "古塘街道调委会", null), Actor.SYSTEM);
        people.addDuty("clerk2", street, Duty.CLERK);
        Demand open = filed(street);
        desk.as("admin", post(change(street)).param("kind", "MERGE").param("to", "350602004"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("请先移走或撤销")));
        desk.as("admin", post(change("350602099001")).param("kind", "MOVE").param("to", "350602004"))
                .andExpect(status().is3xxRedirection());
        carriedOver();
        desk.as("admin", post(change(street)).param("kind", "MERGE").param("to", "350602004"))
                .andExpect(status().is3xxRedirection());
        carriedOver();
        assertThat(groupsOf(open)).containsExactly("350602004-clerk");
        assertThat(units.get(street + "M1").successor()).as("its 调委会").isEqualTo("350602004M1");
        story.completes("clerk", open, "accept-application", Map.of("decision", "accept"));
        desk.as("admin", post(change("350603")).param("kind", "MERGE").param("to", "350602"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("区县不能连同在办诉求撤并")));
    }
}
