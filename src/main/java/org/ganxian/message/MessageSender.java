package org.ganxian.message;

import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OutsideWork;
import org.ganxian.notice.Attempts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The bean that {@code processes/resident-message.bpmn} calls. Sends one message before the transaction of the engine's job,
 * which writes down what came of it: at least once, and again only when that transaction is rolled back afterwards.
 */
@CalledByDiagrams
@Component("messageSender")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class MessageSender implements OutsideWork {

    private final Outgoing outgoing;
    private final Parcels parcels;
    private final Ways ways;
    private final Clock clock;

    /** @param shown by the console alone */
    private record Delivery(@Nullable String shown) {}

    /** Empty when there was nobody to send it to any more. */
    private final Attempts<Optional<Delivery>> attempts = new Attempts<>();

    @Override
    public String process() {
        return Outgoing.PROCESS;
    }

    @Override
    public void doFor(String id) {
        attempts.ahead(id, () -> delivered(id));
    }

    @Override
    public void forget() {
        attempts.forget();
    }

    private Optional<Delivery> delivered(String id) {
        return parcels.of(id).map(parcel -> new Delivery(ways.send(parcel)));
    }

    /** When it may be sent; a past time is now. */
    public Date due(DelegateExecution execution) {
        return outgoing.due(execution.getProcessBusinessKey());
    }

    public void send(DelegateExecution execution) {
        String id = execution.getProcessBusinessKey();
        Optional<Message> held = id == null ? Optional.empty() : outgoing.hold(id);
        if (held.isEmpty()) {
            log.warn("There is no message for process instance {}", execution.getProcessInstanceId());
            return;
        }
        Message message = held.get();
        if (message.isDone()) {
            return;
        }
        Optional<Delivery> delivery = attempts.made(id, () -> delivered(id), outgoing::countFailedAttempt);
        if (delivery.isPresent()) {
            message.sent(clock.instant(), delivery.get().shown());
        } else {
            message.dropped();
        }
    }
}
