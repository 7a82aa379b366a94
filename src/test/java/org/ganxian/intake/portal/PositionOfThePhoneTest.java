package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.intake.Visitor;
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
