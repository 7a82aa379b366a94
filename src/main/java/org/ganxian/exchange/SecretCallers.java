package org.ganxian.exchange;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.MyTasks;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who told of a secret case: shown to whoever holds its call-back, and to nobody else. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SecretCallers {

    private static final String SHOWN = "exchange-caller-shown";
    private static final String CALL_BACK = "call-back";

    public record Person(@Nullable String name, @Nullable String phone) {}

    private final ExchangeOrder.Repository orders;
    private final MyTasks tasks;
    private final CurrentActor actors;
    private final Audit audit;

    /**
     * Each look is on record.
     *
     * @throws Refusal 404 for everybody else, as for a case without a secret
     */
    public Person of(String demandNumber) {
        Optional<ExchangeOrder> order =
                orders.findByDemandNumberAndOutgoingFalse(demandNumber).filter(ExchangeOrder::secret);
        if (order.isEmpty() || !tasks.holdsOneOf(demandNumber, CALL_BACK)) {
            throw Refusal.notFound("没有可看的来电人：只有领取了回访任务的人可以看");
        }
        audit.record(actors.get(), SHOWN, demandNumber);
        return new Person(order.get().callerName(), order.get().callerPhone());
    }
}
