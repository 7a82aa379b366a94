package org.ganxian.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.casework.PoliceDoor;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.State;
import org.ganxian.exchange.kept.StoredEnvelope.Way;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.PartnerKey;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.notice.NotSent;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What goes to partners: a row for each message, written with what it tells of, and an instance of the process {@code
 * exchange-send}, which sends it. It keeps its id however often it is sent; key, nonce and time are of each sending.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Outward {

    static final String PROCESS = "exchange-send";

    private record Emergency(
            @Nullable String title,
            @Nullable String text,
            Bodies.@Nullable Place place,
            Bodies.@Nullable Person caller) {}

    private final ExchangeRows rows;
    private final Partners partners;
    private final Bodies bodies;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final CurrentActor actors;
    private final Clock clock;

    /** To whoever the order is of. */
    public void put(ExchangeOrder order, MessageType type, Object body) {
        put(partners.get(order.partner()), order, order.sourceNo(), type, order.nextOut(), body);
    }

    /**
     * To 110, if there is one here: what, where, and whom to call, unless that is to stay secret.
     *
     * @param added discreet, what tells of the danger when 建单 does not, or is not here yet
     */
    public void emergency(ExchangeOrder order, @Nullable String added) {
        Optional<Partner> police = partners.police();
        if (police.isEmpty()) {
            return;
        }
        Optional<Bodies.Order> said = order.created()
                ? rows.created(order)
                        .map(created -> Placing.discreetly(order, bodies.order(String.valueOf(created.body()))))
                : Optional.empty();
        String first = said.map(Bodies.Order::text).orElse("");
        Emergency body = new Emergency(
                Happening.discreet(order, said.map(Bodies.Order::title).orElse(null)),
                added == null ? first : (added + "\n" + first).strip(),
                said.map(Bodies.Order::place).orElse(null),
                said.map(Bodies.Order::caller).orElse(null));
        if (police.get().code().equals(order.partner())) {
            put(order, MessageType.EMERGENCY_BACK, body);
        } else {
            // Of a case that is not theirs, we are the source. It is told anew with the facts when 建单 comes late.
            long told = rows.envelopes().findByOrderNumberOrderByIdAsc(order.number()).stream()
                    .filter(one -> one.direction() == Direction.OUT && one.type() == MessageType.EMERGENCY_BACK)
                    .count();
            put(police.get(), order, order.number(), MessageType.EMERGENCY_BACK, (int) told + 1, body);
        }
    }

    /** Ours of this day, once. */
    void statement(String partner, String day, Object body) {
        if (rows.envelopes()
                .editions(Direction.OUT, partner, day, MessageType.STATEMENT, 1)
                .isEmpty()) {
            put(partners.get(partner), null, day, MessageType.STATEMENT, 1, body);
        }
    }

    /** To 110, of a case of ours whose words stay here; the same one once. */
    boolean emergency(PoliceDoor.Danger danger) {
        Optional<Partner> police = partners.police();
        police.filter(to -> rows.envelopes()
                        .editions(
                                Direction.OUT,
                                to.code(),
                                danger.number(),
                                MessageType.EMERGENCY_BACK,
                                danger.occurrence())
                        .isEmpty())
                .ifPresent(to -> put(
                        to,
                        null,
                        danger.number(),
                        MessageType.EMERGENCY_BACK,
                        danger.occurrence(),
                        new Emergency(
                                danger.kind(),
                                "内容依法保密，不随件提供，请与市值班席联系。",
                                danger.unit() == null ? null : new Bodies.Place(danger.unit(), null, null, null, null),
                                null)));
        return police.isPresent();
    }

    private void put(
            Partner to, @Nullable ExchangeOrder order, String sourceNo, MessageType type, int seq, Object body) {
        String written = bodies.write(body);
        StoredEnvelope message = rows.envelopes()
                .saveAndFlush(new StoredEnvelope(
                        to.code(),
                        UUID.randomUUID().toString(),
                        type,
                        sourceNo,
                        seq,
                        order == null ? null : order.number(),
                        DigestUtils.sha256Hex(written),
                        written,
                        way(to),
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
        if (message.way() == Way.OPEN311) {
            // It is told as soon as it can be fetched.
            message.sent(message.madeAt());
        } else {
            start(message);
        }
    }

    private static Way way(Partner to) {
        return switch (to.habit()) {
            case PUSH, PULL -> Way.HTTP;
            case FILE -> Way.FILE;
            case OPEN311 -> Way.OPEN311;
        };
    }

    private void start(StoredEnvelope message) {
        actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, message.messageId()));
    }

    /** Sends once more what was sent, or what was given up: by the same id. */
    void again(StoredEnvelope message) {
        if (message.state() == State.DEAD) {
            Job given =
                    actors.asSystem(() -> runtime
                            .createProcessInstanceQuery()
                            .processInstanceBusinessKey(message.messageId(), PROCESS)
                            .list()
                            .stream()
                            .flatMap(instance ->
                                    management.createJobQuery().processInstanceId(instance.getId()).list().stream())
                            .findFirst()
                            .orElse(null));
            if (given != null) {
                // The incident is resolved by that, and the row waits again.
                actors.asSystem(() -> {
                    management.setJobRetries(given.getId(), 1);
                    management.setJobDuedate(given.getId(), Date.from(clock.instant()));
                    return null;
                });
                return;
            }
        }
        if (message.state() == State.SENT || message.state() == State.DEAD) {
            message.becomes(State.WAITING, clock.instant());
            start(message);
        }
    }

    /**
     * Signed and sealed for this sending.
     *
     * @throws NotSent while there is no valid key
     */
    Envelope envelope(Partner partner, StoredEnvelope message) {
        PartnerKey key = partners.sendingKey(partner).orElseThrow(() -> new NotSent("NoValidKey"));
        if (message.body() == null) {
            throw new NotSent("TooOld");
        }
        Envelope open = new Envelope(
                Envelope.SCHEMA,
                message.messageId(),
                message.type().name(),
                ExchangeRows.SELF,
                partner.code(),
                message.sourceNo(),
                message.orderNumber(),
                message.seq(),
                written(message.occurredAt()),
                written(clock.instant()),
                null,
                key.keyId(),
                UUID.randomUUID().toString().replace("-", ""),
                null,
                null);
        return partners.sealing(partner, key).seal(open, message.body());
    }

    Partner partner(String code) {
        return partners.get(code);
    }

    public static String written(Instant instant) {
        return OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), PeopleTime.ZONE)
                .toString();
    }
}
