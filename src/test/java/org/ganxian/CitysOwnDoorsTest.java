package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Rules and settings are the whole city's: whoever administers less, or only looks, finds each of their doors shut. */
@IntegrationTest
@Tag("any-database")
class CitysOwnDoorsTest {

    private static final String STREETS_ADMINISTRATOR = "clerk2";
    private static final String STREET = "350602004";

    /** Below them everything is the city's. */
    private static final List<String> PAGES = List.of(
            "/desk/rules",
            "/desk/categories",
            "/desk/codes",
            "/desk/danger-words",
            "/desk/category-words",
            "/desk/document-texts",
            "/desk/document-organs",
            "/desk/services",
            "/desk/retention",
            "/desk/settings",
            "/desk/setup",
            "/desk/keys");

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping controllers;

    @Autowired
    People people;

    @BeforeEach
    void aStreetHasItsOwnAdministrator() {
        people.addDuty(STREETS_ADMINISTRATOR, STREET, Duty.ADMIN);
    }

    private List<String> doors(RequestMethod method) {
        List<String> doors = new ArrayList<>();
        controllers
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path ->
                                PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/")))
                        .filter(path ->
                                mapping.getMethodsCondition().getMethods().contains(method))
                        .forEach(doors::add));
        return doors;
    }

    @Test
    void eachOfThesePagesIsThere() {
        assertThat(doors(RequestMethod.GET)).containsAll(PAGES);
        assertThat(doors(RequestMethod.POST)).hasSizeGreaterThan(20);
    }

    /** A door that wants more than a name may say so first (400); nothing is shown, and nothing is done. */
    @ParameterizedTest
    @ValueSource(strings = {STREETS_ADMINISTRATOR, "auditor", "member1"})
    void whoIsNoAdministratorOfTheCityIsRefusedAtEach(String username) {
        Caller caller = Caller.of(username, port);
        Map<String, Integer> answers = new TreeMap<>();
        doors(RequestMethod.GET)
                .forEach(path ->
                        answers.put("GET " + path, caller.get(named(path)).status()));
        // Once, for the token that forms carry.
        caller.get("/desk/password");
        doors(RequestMethod.POST)
                .forEach(path -> answers.put(
                        "POST " + path, caller.call("POST", named(path), null).status()));
        PAGES.forEach(page -> assertThat(answers.get("GET " + page)).as(page).isEqualTo(403));
        assertThat(answers)
                .allSatisfy((door, status) -> assertThat(status).as(door).isIn(400, 403));
    }

    private static String named(String path) {
        return path.replaceAll("\\{[^}]*}", "1");
    }
}
