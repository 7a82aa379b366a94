package org.ganxian.message;

import jakarta.persistence.EntityManager;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Telephone numbers as keyed hashes, by which cases are found and nothing is read (decision 046). Cases from before an
 * upgrade get theirs batch by batch: the bean that {@code processes/phone-index.bpmn} calls.
 */
@CalledByDiagrams
@Component("phoneKeys")
@Order(PhoneKeys.AFTER_THE_PROCESSES)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class PhoneKeys implements Groundwork {

    static final int AFTER_THE_PROCESSES = 25;
    static final String PROCESS = "phone-index";
    private static final int BATCH = 1_000;
    private static final int SECRET_BYTES = 32;

    private record Row(long id, @Nullable String phone) {}

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final Encrypted encrypted;
    private final TransactionTemplate transaction;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private volatile @Nullable String secret;

    @Override
    public void lay() {
        transaction.executeWithoutResult(status -> {
            if (entities.find(PhoneIndex.class, PhoneIndex.ONLY_ROW) == null) {
                Long last = jdbc.queryForObject("select coalesce(max(id), 0) from demand", Long.class);
                String fresh = HexFormat.of()
                        .formatHex(KeyGenerators.secureRandom(SECRET_BYTES).generateKey());
                PhoneIndex index = new PhoneIndex(fresh, Objects.requireNonNullElse(last, 0L));
                entities.persist(index);
                entities.flush();
                if (!index.isFilled()) {
                    actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS));
                }
            }
        });
    }

    /**
     * Hexadecimal; the same for the same number, on every node and after a change of the data's key.
     *
     * @param phone as {@code PhoneNumbers.Written#number}
     */
    String of(String phone) {
        String key = secret;
        if (key == null) {
            key = Objects.requireNonNull(entities.find(PhoneIndex.class, PhoneIndex.ONLY_ROW))
                    .secret();
            secret = key;
        }
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, HexFormat.of().parseHex(key)).hmacHex(phone);
    }

    /** As above; null where no key reads the secret: a case is taken in all the same. */
    @Nullable
    String ofOrNothing(@Nullable String phone) {
        try {
            return phone == null ? null : of(phone);
        } catch (RuntimeException unreadable) {
            log.error("No key reads the key of the telephone index: cases cannot be found by telephone");
            return null;
        }
    }

    /** One batch of cases from before. */
    @Transactional
    public void next(DelegateExecution execution) {
        PhoneIndex index = Objects.requireNonNull(entities.find(PhoneIndex.class, PhoneIndex.ONLY_ROW));
        List<Row> rows = jdbc.query(
                "select id, contact_phone from demand where id > ? and id <= ? order by id limit " + BATCH,
                (row, i) -> new Row(row.getLong(1), row.getString(2)),
                index.filledTo(),
                index.fillUntil());
        List<Object[]> contacts = rows.stream()
                .map(row -> new Object[] {row.id(), key(row), UUID.randomUUID().toString()})
                .toList();
        jdbc.batchUpdate(
                "insert ignore into resident_contact (demand_id, phone_key, email, muted, token)"
                        + " values (?, ?, null, false, ?)",
                contacts);
        index.advance(
                rows.isEmpty() ? index.fillUntil() : rows.get(rows.size() - 1).id());
    }

    private @Nullable String key(Row row) {
        try {
            String phone = encrypted.convertToEntityAttribute(row.phone());
            return phone == null ? null : of(phone);
        } catch (RuntimeException unreadable) {
            log.error("No key reads the telephone of demand {}", row.id());
            return null;
        }
    }

    public boolean hasMore(DelegateExecution execution) {
        return !Objects.requireNonNull(entities.find(PhoneIndex.class, PhoneIndex.ONLY_ROW))
                .isFilled();
    }
}
