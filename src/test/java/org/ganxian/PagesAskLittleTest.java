package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page's menu asks of each of its entries who calls and what they may; the database is asked once. */
@IntegrationTest
@Tag("any-database")
class PagesAskLittleTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({
        "admin, /desk",
        "admin, /desk/units",
        "admin, /desk/people",
        "clerk, /desk",
        "dispatcher, /desk/dispatch",
        "manager, /desk/cases",
        "supervisor, /desk/supervisions",
        "member1, /m"
    })
    void whatSomebodyMayDoIsReadOnceAPage(String who, String page) {
        Caller caller = Caller.of(who, port);
        assertThat(caller.get(page).status()).isEqualTo(200);

        List<String> sent = SentStatements.by(() -> caller.get(page)).statements();

        assertThat(sent).as("%s at %s", who, page).hasSizeBetween(1, 27);
        assertThat(sent.stream().filter(statement -> statement.contains(" from assignment ")))
                .as("own duties, and those of a list of people")
                .hasSizeBetween(1, 4);
        assertThat(sent.stream().filter(statement -> statement.contains("calendar_version")))
                .hasSizeLessThanOrEqualTo(1);
    }
}
