package org.ganxian.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.order.Orders;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Service;

/**
 * Places orders that come over the wire, each once: the demand's row, its process and the client's key are one
 * transaction, which is tried again when the database had to pick a loser.
 */
@Service
class PlacingOrders {

    private static final Set<Source> OPEN_TO_ALL = EnumSet.of(Source.API, Source.PORTAL);

    /**
     * An order that stands.
     *
     * @param replayed true when an earlier request with the same key had placed it
     */
    record Placed(Demand demand, boolean replayed) {}

    /** A twin request took the key at the same moment; the next attempt finds what it placed. */
    private static final class KeyTaken extends TransientDataAccessException {
        KeyTaken(Throwable cause) {
            super("The key is taken", cause);
        }
    }

    private final Orders orders;
    private final IdempotencyKeys keys;
    private final CurrentActor currentActor;
    private final EntityManager entities;
    private final ObjectMapper json;
    private final Clock clock;
    private final RetriedTransaction transaction;

    PlacingOrders(
            Orders orders,
            IdempotencyKeys keys,
            CurrentActor currentActor,
            EntityManager entities,
            ObjectMapper json,
            Clock clock,
            RetriedTransaction transaction) {
        this.orders = orders;
        this.keys = keys;
        this.currentActor = currentActor;
        this.entities = entities;
        this.json = json;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Places the order, or finds the one that the same key and request placed before.
     *
     * @param request has passed Bean Validation
     * @param key the client's own, null when it sent none
     * @throws Refusal 400 for a source that the caller may not name, 422 for a key that stood for another request
     */
    Placed place(DemandRequest request, String key) {
        DemandRequest order = request.canonical();
        if (!OPEN_TO_ALL.contains(order.source()) && currentActor.username().isEmpty()) {
            throw Refusal.field("source", "来源 " + order.source() + " 只有登录的工作人员才能使用");
        }
        // A client is known by its login if it has one: the keys of two clients never meet.
        String id = key == null
                ? null
                : sha256(currentActor.username().map(u -> u + "\n").orElse("") + key);
        return transaction.run(() -> id == null ? placeNew(order) : placeOnce(order, id));
    }

    private Placed placeNew(DemandRequest order) {
        return new Placed(orders.place(order.toDemand(currentActor.username().orElse(null))), false);
    }

    private Placed placeOnce(DemandRequest order, String id) {
        String hash = sha256(write(order));
        Optional<IdempotencyKey> earlier = keys.findById(id);
        if (earlier.isPresent()) {
            if (!earlier.get().isOf(hash)) {
                throw Refusal.contradiction("这个 Idempotency-Key 已经用于另一份内容不同的请求，请换一个");
            }
            return new Placed(entities.find(Demand.class, earlier.get().demandId()), true);
        }
        IdempotencyKey claimed = claim(id, hash);
        Placed placed = placeNew(order);
        claimed.standsFor(placed.demand().id());
        return placed;
    }

    private IdempotencyKey claim(String id, String hash) {
        try {
            return keys.saveAndFlush(new IdempotencyKey(id, hash, clock.instant()));
        } catch (DataIntegrityViolationException e) {
            throw new KeyTaken(e);
        }
    }

    private String write(DemandRequest order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
