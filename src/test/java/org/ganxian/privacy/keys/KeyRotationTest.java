package org.ganxian.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.order.Story;
import org.ganxian.platform.privacy.TwoKeys;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** A key is changed while work goes on, and the old one can be destroyed afterwards. */
@IntegrationTest
class KeyRotationTest {

    private static final String PAGE = "/desk/keys";

    /** As the tests' settings name it. */
    private static final BytesEncryptor OLD = by("98765432109876543210987654321098");

    private static final BytesEncryptor NEW = by("01234567890123456789012345678901");

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    ManagementService management;

    @Autowired
    EntityManagerFactory entities;

    @Autowired
    KeyRotation.Repository rotations;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TwoKeys keys;

    private static BytesEncryptor by(String key) {
        return new AesBytesEncryptor(
                new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "AES"),
                KeyGenerators.secureRandom(16),
                CipherAlgorithm.GCM);
    }

    private static String under(BytesEncryptor key, String text) {
        return Base64.getEncoder().encodeToString(key.encrypt(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(BytesEncryptor key, String stored) {
        return new String(key.decrypt(Base64.getDecoder().decode(stored)), StandardCharsets.UTF_8);
    }

    /** As everything was before the keys were changed. */
    private void allIsUnderTheOldKey() {
        for (EncryptedTable table : EncryptedTable.of(entities)) {
            for (String column : table.columns()) {
                jdbc.queryForList("select " + table.key() + " as k, " + column + " as v from " + table.name()
                                + " where " + column + " is not null")
                        .forEach(row -> jdbc.update(
                                "update " + table.name() + " set " + column + " = ? where " + table.key() + " = ?",
                                under(OLD, read(keys, row.get("v").toString())),
                                row.get("k")));
            }
        }
    }

    private List<String> stored() {
        return EncryptedTable.of(entities).stream()
                .flatMap(table -> table.columns().stream()
                        .flatMap(column -> jdbc
                                .queryForList(
                                        "select " + column + " from " + table.name() + " where " + column
                                                + " is not null",
                                        String.class)
                                .stream()))
                .toList();
    }

    private List<Job> jobs() {
        return management
                .createJobQuery()
                .processDefinitionKey(KeyRotations.PROCESS)
                .list();
    }

    @Test
    void oldRowsAreReadDuringItAndTheOldKeyIsNotNeededAfterwards() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        Caller admin = Caller.of("admin", port);
        jdbc.update("insert into setting_secret (id, secret) values ('mail.password', ?)", under(NEW, "a word"));
        allIsUnderTheOldKey();
        assertThat(demands.get(lamp.number()).contactPhone()).isEqualTo(lamp.contactPhone());

        assertThat(Caller.of("manager", port).form("/desk/password", PAGE).status())
                .isEqualTo(403);
        assertThat(admin.form("/desk/password", PAGE).status()).isIn(200, 302);
        assertThat(admin.form("/desk/password", PAGE).status())
                .as("twice at once")
                .isEqualTo(409);
        assertThat(jobs()).hasSize(1);

        management.executeJob(jobs().get(0).getId());
        KeyRotation halfway = rotations.findFirstByOrderByIdDesc().orElseThrow();
        assertThat(halfway.isRunning()).isTrue();
        assertThat(halfway.looked()).isPositive().isLessThan(halfway.total());
        assertThat(admin.get(PAGE).body()).contains("正在进行", "<progress");
        assertThat(demands.get(lamp.number()).contactPhone()).isEqualTo(lamp.contactPhone());
        // What comes in meanwhile is under the new key already, on either side of the place.
        Demand meanwhile = story.aBrokenLamp();

        while (!jobs().isEmpty()) {
            management.executeJob(jobs().get(0).getId());
        }

        KeyRotation done = rotations.findFirstByOrderByIdDesc().orElseThrow();
        assertThat(done.isRunning()).isFalse();
        assertThat(done.unreadable()).isZero();
        assertThat(stored())
                .isNotEmpty()
                .allSatisfy(value -> assertThat(read(NEW, value)).isNotBlank());
        assertThat(demands.get(lamp.number()).contactPhone()).isEqualTo(lamp.contactPhone());
        assertThat(demands.get(meanwhile.number()).queryCode()).isEqualTo(meanwhile.queryCode());
        assertThat(read(NEW, jdbc.queryForObject("select secret from setting_secret", String.class)))
                .isEqualTo("a word");
        assertThat(admin.get(PAGE).body()).contains("旧密钥已不再需要");
    }

    @Test
    void whatNeitherKeyReadsIsCountedAndStopsNothing() {
        String strange = under(by("00000000000000000000000000000000"), "13900000009");
        jdbc.update("update person set phone = ? where username = 'member7'", strange);
        try {
            Caller.of("admin", port).form("/desk/password", PAGE);
            while (!jobs().isEmpty()) {
                management.executeJob(jobs().get(0).getId());
            }
            assertThat(rotations.findFirstByOrderByIdDesc().orElseThrow().unreadable())
                    .isEqualTo(1);
            assertThat(Caller.of("admin", port).get(PAGE).body())
                    .contains("两个密钥都读不出")
                    .doesNotContain("旧密钥已不再需要");
        } finally {
            jdbc.update("update person set phone = null where username = 'member7'");
        }
    }

    /** A column that is encrypted is found by its entity: whoever adds one need not think of it. */
    @Test
    void everyEncryptedColumnIsWalked() {
        assertThat(EncryptedTable.of(entities))
                .extracting(table -> table.name() + table.columns())
                .contains(
                        "demand[contact_phone, phone_note, query_code]",
                        "application[id_number, post_address, pickup_code]",
                        "person[phone, email]",
                        "privacy_request[phone]",
                        "setting_secret[secret]");
    }
}
