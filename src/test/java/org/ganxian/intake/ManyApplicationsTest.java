package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ApplicantsDoor.barber;
import static org.ganxian.intake.ApplicantsDoor.form;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.ApplicantsDoor.Answer;
import org.ganxian.window.Scans;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two hundred applicants at twenty doors at once: each gets a number, one process, and keeps their own files. */
@IntegrationTest
class ManyApplicationsTest {

    private static final int THREADS = 20;
    private static final int EACH = 10;

    @LocalServerPort
    int port;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void everyApplicationHasItsNumberItsFilesAndOneProcess() throws Exception {
        byte[] page = Scans.pdf();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService applicants = Executors.newFixedThreadPool(THREADS);
        List<Future<List<Map.Entry<Integer, Answer>>>> all = new ArrayList<>();
        try {
            for (int t = 0; t < THREADS; t++) {
                int first = t * EACH;
                all.add(applicants.submit(() -> {
                    ApplicantsDoor door = new ApplicantsDoor(port);
                    List<Map.Entry<Integer, Answer>> answers = new ArrayList<>();
                    together.await();
                    for (int i = first; i < first + EACH; i++) {
                        answers.add(Map.entry(
                                i,
                                door.sends(form(barber().put("applicant", "第 " + i + " 家理发店"))
                                        .material("floor-plan", marked(page, 2 * i))
                                        .material("test-report", marked(page, 2 * i + 1)))));
                    }
                    return answers;
                }));
            }
            Map<String, Integer> numbers = new TreeMap<>();
            for (Future<List<Map.Entry<Integer, Answer>>> one : all) {
                for (Map.Entry<Integer, Answer> answer : one.get()) {
                    assertThat(answer.getValue().status())
                            .as(answer.getValue().text())
                            .isEqualTo(201);
                    numbers.put(answer.getValue().json().get("number").asText(), answer.getKey());
                }
            }
            assertThat(numbers).hasSize(THREADS * EACH);
            for (Map.Entry<String, Integer> filed : numbers.entrySet()) {
                assertStandsOnce(filed.getKey(), filed.getValue(), page);
            }
        } finally {
            applicants.shutdownNow();
        }
    }

    private void assertStandsOnce(String number, int i, byte[] page) throws Exception {
        assertThat(jdbc.queryForList("select applicant from application where number = ?", String.class, number))
                .containsExactly("第 " + i + " 家理发店");
        List<Map<String, Object>> files = jdbc.queryForList(
                "select f.material, f.sha256 from material_file f"
                        + " join application a on a.id = f.application_id where a.number = ? order by f.id",
                number);
        assertThat(files).hasSize(2);
        for (int k = 0; k < 2; k++) {
            byte[] sent = marked(page, 2 * i + k);
            assertThat(files.get(k).get("material")).isEqualTo(k == 0 ? "floor-plan" : "test-report");
            assertThat(files.get(k).get("sha256")).isEqualTo(sha256(sent));
            assertThat(jdbc.queryForObject(
                            "select f.content from material_file f join application a on a.id = f.application_id"
                                    + " where a.number = ? and f.material = ?",
                            byte[].class,
                            number,
                            files.get(k).get("material")))
                    .isEqualTo(sent);
        }
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .rootProcessInstances()
                        .count())
                .as(number)
                .isEqualTo(1);
    }

    /** The same page, but no two applicants send the same bytes. */
    private static byte[] marked(byte[] page, int mark) {
        byte[] copy = Arrays.copyOf(page, page.length + Integer.BYTES);
        ByteBuffer.wrap(copy).putInt(page.length, mark);
        return copy;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
