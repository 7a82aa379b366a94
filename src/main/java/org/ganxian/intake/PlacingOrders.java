package org.ganxian.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.OncePerKey;
import org.ganxian.demand.Source;
import org.ganxian.order.Orders;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Places orders that come over the wire, each once. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PlacingOrders {

    private static final Set<Source> OPEN_TO_ALL = EnumSet.of(Source.API, Source.PORTAL);

    private final Orders orders;
    private final OncePerKey oncePerKey;
    private final CurrentActor currentActor;
    private final ObjectMapper json;

    /**
     * Places the order, or finds the one that the same key and request placed before.
     *
     * @param request has passed Bean Validation
     * @param key the client's own, null when it sent none
     * @throws Refusal 400 for a source that the caller may not name, 422 for a key that stood for another request
     */
    public OncePerKey.Placed place(DemandRequest request, @Nullable String key) {
        DemandRequest order = request.canonical();
        requireOpen(order.source(), currentActor);
        return oncePerKey.place(
                key,
                write(order),
                () -> orders.place(order.toDemand(currentActor.username().orElse(null))));
    }

    /** @throws Refusal 400 for a source that only staff may name, when nobody is logged in */
    static void requireOpen(Source source, CurrentActor caller) {
        if (!OPEN_TO_ALL.contains(source) && caller.username().isEmpty()) {
            throw Refusal.field("source", "来源 " + source + " 只有登录的工作人员才能使用");
        }
    }

    private String write(DemandRequest order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
