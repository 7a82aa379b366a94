package org.ganxian.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.order.DangerReports;
import org.ganxian.order.following.Following;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Places orders that come over the wire, each once. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PlacingOrders {

    private static final Set<Source> OPEN_TO_ALL = EnumSet.of(Source.API, Source.PORTAL);

    private final OncePerKey oncePerKey;
    private final CurrentActor currentActor;
    private final PhoneNumbers phones;
    private final DangerReports dangerReports;
    private final Following following;
    private final ObjectMapper json;

    /**
     * Places the order, or finds the one that the same key and request placed before.
     *
     * @param request has passed Bean Validation
     * @param key the client's own, null when it sent none
     * @throws Refusal 400 for a source that the caller may not name, 422 for a key that stood for another request
     */
    public OncePerKey.Placed place(DemandRequest request, @Nullable String key) {
        DemandRequest order = request.canonical(phones);
        requireOpen(order.source(), currentActor);
        NewDemand demand = order.toDemand(phones, currentActor.username().orElse(null));
        return dangerReports.kept(demand, taking -> oncePerKey.place(key, write(order), () -> taking.apply(demand)));
    }

    /** Whether it tells of danger: then nothing is asked before it is placed. */
    public boolean isUrgent(DemandRequest request) {
        return dangerReports.tellOfDanger(request.canonical(phones).toDemand(phones, null));
    }

    /** What is worked on already and may be the same, see {@link Following#like}. */
    public List<Following.Matter> like(DemandRequest request) {
        return following.like(request.canonical(phones).toDemand(phones, null));
    }

    /**
     * Lets a resident wait for the answer to another case, see {@link Following#follow}.
     *
     * @param master its number
     */
    public OncePerKey.Placed follow(DemandRequest request, @Nullable String key, String master) {
        DemandRequest order = request.canonical(phones);
        requireOpen(order.source(), currentActor);
        NewDemand demand = order.toDemand(phones, currentActor.username().orElse(null));
        return oncePerKey.place(key, write(order) + "\n" + master, () -> following.follow(demand, master));
    }

    /** @throws Refusal 400 for a source that only staff may name, when nobody is logged in, and for that of partners' messages */
    static void requireOpen(Source source, CurrentActor caller) {
        if (source == Source.EXCHANGE) {
            throw Refusal.field("source", "来源 EXCHANGE 只用于对接系统发来的报文");
        }
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
