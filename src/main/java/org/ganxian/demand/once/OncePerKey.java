package org.ganxian.demand.once;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.demand.Demand;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a demand in, or one step with it, once a key: its rows, its process and the client's key are one transaction,
 * which is tried again when the database had to pick a loser.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OncePerKey {

    /**
     * What stands.
     *
     * @param replayed true when an earlier request with the same key had done it
     */
    public record Placed(Demand demand, boolean replayed) {}

    /** A twin request took the key at the same moment; the next attempt finds what it placed. */
    private static final class KeyTaken extends TransientDataAccessException {
        KeyTaken(Throwable cause) {
            super("The key is taken", cause);
        }
    }

    private final IdempotencyKeys keys;
    private final CurrentActor currentActor;
    private final EntityManager entities;
    private final Clock clock;
    private final RetriedTransaction transaction;

    /**
     * Takes it in, or finds what the same key and content took in before.
     *
     * @param key the client's own, null when it sent none
     * @param content all that the key stands for
     * @throws Refusal 422 for a key that stood for something else
     */
    public Placed place(@Nullable String key, String content, Supplier<Demand> taking) {
        if (key == null) {
            return transaction.run(() -> new Placed(taking.get(), false));
        }
        // A client is known by its login if it has one: the keys of two clients never meet.
        String id =
                DigestUtils.sha256Hex(currentActor.username().map(u -> u + "\n").orElse("") + key);
        String hash = DigestUtils.sha256Hex(content);
        return transaction.run(() -> placeOnce(id, hash, taking));
    }

    /** Forgets the keys first used before this time: whoever sends one again places anew. */
    @Transactional
    public void forgetBefore(Instant time) {
        keys.forgetBefore(time);
    }

    private Placed placeOnce(String id, String hash, Supplier<Demand> taking) {
        Optional<IdempotencyKey> earlier = keys.findById(id);
        if (earlier.isPresent()) {
            if (!earlier.get().isOf(hash)) {
                throw Refusal.contradiction("这个 Idempotency-Key 已经用于另一份内容不同的请求，请换一个");
            }
            return new Placed(entities.find(Demand.class, earlier.get().demandId()), true);
        }
        IdempotencyKey claimed = claim(id, hash);
        Demand demand = taking.get();
        claimed.standsFor(demand.id());
        return new Placed(demand, false);
    }

    private IdempotencyKey claim(String id, String hash) {
        try {
            return keys.saveAndFlush(new IdempotencyKey(id, hash, clock.instant()));
        } catch (DataIntegrityViolationException e) {
            throw new KeyTaken(e);
        }
    }
}
