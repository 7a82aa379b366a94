package org.ganxian.intake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.ResidentsDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class OncePerKeyTest {

    private static final String KEY = "Idempotency-Key";

    @Autowired
    ResidentsDoor door;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Test
    void theSameKeyAndOrderAnswersTheSameAgainAndPlacesNothing() throws Exception {
        String key = UUID.randomUUID().toString();
        JsonNode first = door.placed(door.order(), KEY, key);
        int demands = demands();

        door.send(door.order(), KEY, key)
                .andExpect(status().isCreated())
                .andExpect(header().string("Idempotency-Replayed", "true"))
                .andExpect(header().string(
                                "Location",
                                "/api/demands/" + first.get("number").asText()))
                .andExpect(content().json(first.toString(), true));
        assertThat(demands()).isEqualTo(demands);
    }

    @Test
    void keysAreForgottenAfterNinetyDays() throws Exception {
        door.placed(door.order(), KEY, "an old key");
        jdbc.update(
                "update idempotency_key set created_at = ?",
                Timestamp.from(Instant.now().minus(Duration.ofDays(91))));
        door.placed(door.order(), KEY, "a new key");

        management.executeJob(management
                .createJobQuery()
                .processDefinitionKey("key-retention")
                .singleResult()
                .getId());

        assertThat(jdbc.queryForObject("select count(*) from idempotency_key", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void theSameOrderWrittenDifferentlyIsTheSame() throws Exception {
        String key = UUID.randomUUID().toString();
        JsonNode first = door.placed(door.order(), KEY, key);
        ObjectNode again = door.order().put("source", "API");
        ResidentsDoor.contact(again).put("phone", "139 0000 0001");

        assertThat(door.placed(again, KEY, key)).isEqualTo(first);
    }

    @Test
    void theSameKeyWithAnotherOrderIsRefused() throws Exception {
        String key = UUID.randomUUID().toString();
        door.placed(door.order(), KEY, key);
        int demands = demands();

        door.send(door.order().put("description", "另一件事"), KEY, key)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString("已经用于另一份内容不同的请求")));
        assertThat(demands()).isEqualTo(demands);
    }

    @Test
    void keysDifferByCaseAndNoKeyIsNoKey() throws Exception {
        String key = "k" + UUID.randomUUID();
        Set<String> numbers = new HashSet<>();
        numbers.add(door.placed(door.order(), KEY, key).get("number").asText());
        numbers.add(
                door.placed(door.order(), KEY, key.toUpperCase()).get("number").asText());
        numbers.add(door.placed(door.order()).get("number").asText());
        numbers.add(door.placed(door.order()).get("number").asText());

        assertThat(numbers).hasSize(4);
    }

    @Test
    void aRefusedOrderDoesNotUseUpItsKey() throws Exception {
        String key = UUID.randomUUID().toString();
        door.send(door.order().put("source", "DESK"), KEY, key).andExpect(status().isBadRequest());
        door.send(door.order(), KEY, key).andExpect(status().isCreated());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "键", "a\tb", "LONG"})
    void aKeyThatIsNotPrintableOrTooLongIsRefused(String key) throws Exception {
        door.send(door.order(), KEY, key.equals("LONG") ? "k".repeat(101) : key)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(KEY));
    }

    @Test
    void twinsAtTheSameMomentMakeOneDemand() throws Exception {
        int twins = 8;
        ExecutorService clients = Executors.newFixedThreadPool(twins);
        try {
            for (int round = 0; round < 5; round++) {
                String key = UUID.randomUUID().toString();
                int demands = demands();
                long processes = runtime.createProcessInstanceQuery().count();
                CyclicBarrier together = new CyclicBarrier(twins);
                List<Callable<JsonNode>> calls = new ArrayList<>();
                for (int i = 0; i < twins; i++) {
                    calls.add(() -> {
                        together.await();
                        return door.placed(door.order(), KEY, key);
                    });
                }
                Set<JsonNode> answers = new HashSet<>();
                for (Future<JsonNode> call : clients.invokeAll(calls)) {
                    answers.add(call.get());
                }

                assertThat(answers).hasSize(1).allMatch(a -> a.has("queryCode"));
                assertThat(demands()).isEqualTo(demands + 1);
                assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(processes + 1);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void manyOrdersAtTheSameMomentAllStand() throws Exception {
        int residents = 8;
        ExecutorService clients = Executors.newFixedThreadPool(residents);
        int demands = demands();
        try {
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(() -> door.placed(door.order(), KEY, UUID.randomUUID().toString()));
            }
            Set<String> numbers = new HashSet<>();
            for (Future<JsonNode> call : clients.invokeAll(calls)) {
                numbers.add(call.get().get("number").asText());
            }
            assertThat(numbers).hasSize(40);
            assertThat(demands()).isEqualTo(demands + 40);
        } finally {
            clients.shutdownNow();
        }
    }

    private int demands() {
        return jdbc.queryForObject("select count(*) from demand", Integer.class);
    }
}
