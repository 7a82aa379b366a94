package org.ganxian.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Audit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** Who looks at the ties, how much at a time, and what the night does by itself. */
@IntegrationTest
@BreaksTies("breaks each of them by hand")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LookingAtTiesTest extends ASoundCase {

    @Autowired
    Audit audit;

    @Test
    void onlyTheOperatorLooksAndARepairIsWantedExplicitlyAndOnRecord() {
        sql("update insight_case set paused = true where number = ?", lamp.number());
        for (String other : List.of("dispatcher", "manager")) {
            assertThat(Caller.of(other, port).get(DOOR).status()).isEqualTo(403);
            assertThat(Caller.of(other, port)
                            .post(DOOR, Map.of("dryRun", false))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(Caller.nobody(port).get(DOOR).status()).isEqualTo(401);

        JsonNode found = admin.get(DOOR).json();
        assertThat(found.path("sound").asBoolean()).isFalse();
        assertThat(found.at("/ties/case-figures").asInt()).isPositive();
        assertThat(found.path("cases").findValuesAsText("number")).contains(lamp.number());

        for (Map<String, Object> dry :
                List.<Map<String, Object>>of(Map.of(), Map.of("dryRun", true), Map.of("number", lamp.number()))) {
            JsonNode answer = admin.post(DOOR, dry).json();
            assertThat(answer.path("dryRun").asBoolean()).as(answer.toString()).isTrue();
            assertThat(broken()).containsExactly("case-figures");
        }
        for (Object wrong : List.of(Map.of("dryRun", "maybe"), Map.of("most", 0), List.of(), "null")) {
            assertThat(admin.post(DOOR, wrong).status()).as(wrong.toString()).isEqualTo(400);
        }
        Answer repaired = admin.post(DOOR, Map.of("dryRun", false, "number", lamp.number()));
        assertThat(repaired.json().at("/cases/0/repaired").asBoolean())
                .as(repaired.toString())
                .isTrue();
        assertThat(broken()).isEmpty();
        assertThat(audit.count(ADMIN, Reconciliation.REPAIRED, "case-figures " + lamp.number()))
                .isEqualTo(1);
    }

    @Test
    void aBigCityIsLookedAtPageByPage() {
        story.aBrokenLamp();
        int whole = reconciliation.look(null, Integer.MAX_VALUE).looked();
        List<String> places = new ArrayList<>();
        int looked = 0;
        String next = "";
        while (next != null) {
            JsonNode page = admin.get(DOOR + "?most=3" + (next.isEmpty() ? "" : "&after=" + next))
                    .json();
            looked += page.path("looked").asInt();
            assertThat(page.path("looked").asInt()).isLessThanOrEqualTo(3);
            next = page.has("next") ? page.path("next").asText() : null;
            places.add(next);
        }
        assertThat(looked).isEqualTo(whole);
        assertThat(places).doesNotHaveDuplicates();
        for (String wrong : List.of("after=x", "after=nowhere:1", "most=0", "most=-1", "most=x", "most=100001")) {
            assertThat(admin.get(DOOR + "?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    @Order(2)
    void everyNightAJobLooksAtEverythingAndRepairsNothing() {
        sql("update insight_case set paused = true where number = ?", lamp.number());
        Job nightly = management
                .createJobQuery()
                .processDefinitionKey("reconciliation")
                .timers()
                .singleResult();
        management.executeJob(nightly.getId());
        List<Job> batches = management
                .createJobQuery()
                .processDefinitionKey("reconciliation")
                .messages()
                .list();
        assertThat(batches).hasSize(1);
        management.executeJob(batches.get(0).getId());
        JsonNode night = admin.get(DOOR).json().path("lastNight");
        assertThat(night.has("finishedAt")).as(night.toString()).isTrue();
        assertThat(night.path("broken").asInt()).isEqualTo(1);
        assertThat(night.path("looked").asInt()).isPositive();
        assertThat(broken()).containsExactly("case-figures");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("reconciliation")
                        .count())
                .isZero();
    }
}
