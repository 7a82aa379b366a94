package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.Open311Client.all;
import static org.ganxian.exchange.Open311Client.ids;
import static org.ganxian.exchange.Open311Client.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a partner reads again: its own, in parts, and nothing that is others' to know. */
@IntegrationTest
class Open311ReadingTest extends WorkingMorning {

    @Autowired
    Open311Story people;

    private Open311Client app;
    private Open311Client other;

    @BeforeAll
    void applicationsHaveKeys() {
        app = people.app("READS", port);
        other = people.app("OTHERS", port);
    }

    @Test
    void aPartnerReadsItsOwnAloneAndNothingOfPeople() {
        String mine = people.reports(app, "灯坏了，请打 13900000007。");
        String theirs = people.reports(other, "他们报的灯坏了。");
        assertThat(ids(app.get("requests.json"))).contains(mine).doesNotContain(theirs);
        assertThat(ids(app.get("requests.json", "service_request_id", mine + "," + theirs)))
                .containsExactly(mine);
        for (String path : List.of("requests/" + theirs, "tokens/" + theirs, "requests/1", "tokens/%25")) {
            assertThat(app.get(path + ".json").status()).as(path).isIn(404, 400);
        }
        assertThat(all(app.get("tokens/" + mine + ".json")).get(0).toString())
                .isEqualTo("{\"service_request_id\":\"%s\",\"token\":\"%s\"}".formatted(mine, mine));
        for (String path : List.of("requests.xml", "requests.json", "servicerequestupdates.json")) {
            assertThat(app.get(path).body())
                    .as(path)
                    .doesNotContain("陈阿伯", "13900000001", "13900000007", "chen@example.com");
        }
    }

    @Test
    void whatStaysWithThoseWhoWorkOnItAppearsNowhere() {
        String id = people.reports(app, "邻居吵架，想请人调解。");
        city.jdbc.update(
                "update demand set confidential = true where number = ?",
                people.demand(id).number());
        assertThat(app.get("requests/" + id + ".json").status()).isEqualTo(404);
        assertThat(app.get("tokens/" + id + ".json").status()).isEqualTo(404);
        assertThat(ids(app.get("requests.json"))).doesNotContain(id);
        assertThat(ids(app.get("requests.json", "service_request_id", id))).isEmpty();
        assertThat(app.get("servicerequestupdates.json").body()).doesNotContain(id);
        update(app, id, "1", "OPEN", "还在吵。", 404);
    }

    @Test
    void aListIsNarrowedAndTurnedOver() {
        Open311Client third = people.app("THIRD", port);
        String first = people.reports(third, "第一盏。");
        String noise = people.reports(third, "太吵。", "service_code", "noise");
        String closed = people.reports(third, "第三盏。");
        story.withdraws(people.demand(closed));
        city.runs();
        assertThat(ids(third.get("requests.json", "service_code", "noise,nothing")))
                .containsExactly(noise);
        assertThat(ids(third.get("requests.json", "status", "closed"))).containsExactly(closed);
        assertThat(ids(third.get("requests.json", "status", "open,closed"))).hasSize(3);
        assertThat(ids(third.get("requests.json", "page_size", "2"))).containsExactly(closed, noise);
        assertThat(ids(third.get("requests.json", "page_size", "2", "page", "2")))
                .containsExactly(first);
        assertThat(ids(third.get("requests.json", "page_size", "5000"))).hasSize(3);
        // Both ends are inside, and a plus that was not escaped is understood.
        String at = all(third.get("requests/" + first + ".json"))
                .get(0)
                .path("requested_datetime")
                .asText();
        assertThat(ids(third.get("requests.json", "start_date", at, "end_date", at.replace('+', ' '))))
                .contains(first);
        assertThat(ids(third.get("requests.json", "end_date", "2026-06-07T00:00:00Z")))
                .isEmpty();
        assertThat(ids(third.get("requests.json", "start_date", "2026-06-07T00:00:00+08:00")))
                .hasSize(3);
        story.passes(Duration.ofDays(91));
        assertThat(ids(third.get("requests.json"))).isEmpty();
        assertThat(ids(third.get("requests.json", "service_request_id", first + "," + noise)))
                .hasSize(2);
    }

    @Test
    void nothingIsLeftToReadOfWhatWasErased() {
        String id = people.reports(app, "这盏灯坏了好几天。");
        city.jdbc.update("update exchange_envelope set raw = null, body = null where order_number = ?", id);
        JsonNode one = all(app.get("requests/" + id + ".json")).get(0);
        assertThat(one.path("description").isNull()).isTrue();
        assertThat(one.path("lat").isNull()).isTrue();
        assertThat(app.get("servicerequestupdates.xml").status()).isEqualTo(200);
        assertThat(city.envelopes.findByOrderNumberOrderByIdAsc(id))
                .allMatch(message -> message.way() == StoredEnvelope.Way.OPEN311);
    }
}
