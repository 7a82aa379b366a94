package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.intake.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An order at the resident's own door, with the place where the phone is. */
@IntegrationTest
@Tag("any-database")
class PositionOfThePhoneTest {

    private static final String OTHER = "350602004002";

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

    private Visitor visitor;

    @BeforeEach
    void aVisitorComes() throws Exception {
        visitor = new Visitor(port).opens("/portal").sees(200);
    }

    @Test
    void thePhonesPositionIsKeptWithTheOrderAndStaysInARefusedForm() throws Exception {
        visitor.sends("#form", PortalTest.with("position", "117.647300,24.513000", "phone", ""))
                .sees(400);
        assertThat(visitor.page().select("input[name=position]").val()).isEqualTo("117.647300,24.513000");
        assertThat(visitor.text("#position [role=status]")).contains("位置已经记下");

        visitor.sends("#form", "phone", "13900000001").sees(200);
        Demand demand = demands.get(visitor.text("#number"));
        assertThat(demand.longitude()).isEqualByComparingTo("117.6473");
        assertThat(demand.latitude()).isEqualByComparingTo("24.513");
    }

    @Test
    void theCommunityIsGuessedWhereThreeHaveSaidSoAndNotOtherwise() throws Exception {
        String here = "117.651000,24.511000";
        for (int i = 0; i < 3; i++) {
            assertThat(guess(here)).isEmpty();
            new Visitor(port)
                    .opens("/portal")
                    .sends("#form", PortalTest.with("position", "117.65100" + i + ",24.511000", "apart", "1"))
                    .sees(200);
        }
        assertThat(guess(here)).contains("\"code\":\"" + ResidentsDoor.COMMUNITY + "\"", "榕荫社区");
        assertThat(guess("117.661000,24.511000")).isEmpty();
        assertThat(guess("x")).isEmpty();
        assertThat(guess("117.661000,90.000000")).isEmpty();
    }

    /** Where five at least have reported from, and only about where. */
    @Test
    void theMapShowsWhereCommunitiesAreAndNobodysOwnPlace() throws Exception {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-20T03:00:00Z")));
        for (int i = 0; i < 5; i++) {
            ClockUtil.setCurrentTime(
                    Date.from(Instant.parse("2026-11-20T03:30:00Z").plusSeconds(3600L * i)));
            assertThat(places()).isEmpty();
            new Visitor(port)
                    .opens("/portal")
                    .sends(
                            "#form",
                            PortalTest.with(
                                    "place", OTHER, "position", "117.65512" + i + ",24.51712" + i, "apart", "1"))
                    .sees(200);
        }
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-20T09:00:00Z")));
        assertThat(places()).singleElement().satisfies(place -> {
            assertThat(place.get("code").asText()).isEqualTo(OTHER);
            assertThat(place.get("name").asText()).isEqualTo("荔园社区");
            assertThat(place.get("latitude").asText()).isEqualTo("24.517");
            assertThat(place.get("longitude").asText()).isEqualTo("117.655");
        });
        assertThat(visitor.opens("/portal").shows("[data-open]")).isTrue();
    }

    private List<JsonNode> places() throws Exception {
        String facts = new Visitor(port).opens("/portal/map").answer().body();
        List<JsonNode> found = new ArrayList<>();
        new ObjectMapper().readTree(facts).get("places").forEach(found::add);
        return found.stream()
                .filter(place -> place.get("code").asText().equals(OTHER))
                .toList();
    }

    @AfterEach
    void theClockGoesOn() {
        ClockUtil.reset();
    }

    private String guess(String position) throws Exception {
        Visitor asking = new Visitor(port).opens("/portal");
        String token = asking.page().select("#form input[name=_csrf]").val();
        return asking.posts("/portal/place", Map.of("position", position, "_csrf", token))
                .answer()
                .body();
    }

    @ParameterizedTest
    @CsvSource({"'1,2'", "x", "'117.6473'", "'999.0,24.513000'", "'117.647300,24.513000;'", "'24.513000,17.647300'"})
    void aPositionThatIsNoneOrElsewhereIsRefusedAtItsField(String position) throws Exception {
        visitor.sends("#form", PortalTest.with("position", position)).sees(400);

        assertThat(visitor.text("#position .error")).containsPattern("位置|坐标|经度");
    }
}
