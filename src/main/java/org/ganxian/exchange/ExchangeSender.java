package org.ganxian.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OutsideWork;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.kept.StoredEnvelope.Way;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.notice.Attempts;
import org.ganxian.notice.SignedCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bean that {@code processes/exchange-send.bpmn} calls. Sends before the transaction of the engine's job, which writes
 * down what came of it: at least once, and by the same id, so that the other side takes it once.
 */
@CalledByDiagrams
@Component("exchangeSender")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class ExchangeSender implements OutsideWork {

    private final ExchangeRows rows;
    private final Outward outward;
    private final Partners partners;
    private final SignedCalls calls;
    private final ExchangeFolders folders;
    private final Bodies bodies;
    private final Failures failures;
    private final TransactionTemplate reading;
    private final Clock clock;

    private final Attempts<Boolean> attempts = new Attempts<>();

    /** Counts an attempt whose own transaction was rolled back. */
    @Component
    @RequiredArgsConstructor
    static class Failures {
        private final ExchangeRows rows;

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void count(String id, @Nullable String error) {
            rows.envelopes().countFailure(Direction.OUT, id, error);
        }
    }

    /** @param written signed and sealed, JSON */
    private record Parcel(Partner partner, StoredEnvelope message, String written) {}

    @Override
    public String process() {
        return Outward.PROCESS;
    }

    @Override
    public void doFor(String id) {
        attempts.ahead(id, () -> delivered(id));
    }

    @Override
    public void forget() {
        attempts.forget();
    }

    /** False when there was nothing to send any more. */
    private boolean delivered(String id) {
        Optional<Parcel> parcel = Optional.ofNullable(reading.execute(status -> parcel(id)));
        parcel.ifPresent(this::deliver);
        return parcel.isPresent();
    }

    private @Nullable Parcel parcel(String id) {
        return rows.envelopes()
                .findFirstByDirectionAndMessageId(Direction.OUT, id)
                .filter(message -> message.state() != State.SENT && !isCarriedByHand(message))
                .map(message -> {
                    Partner partner = partners.get(message.partner());
                    return new Parcel(partner, message, bodies.write(outward.envelope(partner, message)));
                })
                .orElse(null);
    }

    private boolean isCarriedByHand(StoredEnvelope message) {
        return message.way() == Way.FILE && !folders.isOn();
    }

    private void deliver(Parcel parcel) {
        if (parcel.message().way() == Way.FILE) {
            folders.write(parcel.partner(), parcel.message().messageId(), parcel.written());
        } else {
            calls.post(parcel.partner().address(), parcel.written());
        }
    }

    public void send(DelegateExecution execution) {
        String id = execution.getProcessBusinessKey();
        Optional<StoredEnvelope> held = rows.envelopes().take(Direction.OUT, id);
        if (held.isEmpty()) {
            log.warn("There is no envelope for process instance {}", execution.getProcessInstanceId());
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (isCarriedByHand(held.get())) {
            held.get().becomes(State.READY, now);
        } else if (held.get().state() != State.SENT) {
            attempts.made(id, () -> delivered(id), failures::count);
            held.get().sent(now);
        }
    }
}
