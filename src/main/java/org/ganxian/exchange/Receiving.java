package org.ganxian.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.engine.OwnCommand;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.EnvelopeReader;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.envelope.Sealing;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.kept.StoredEnvelope.Way;
import org.ganxian.exchange.kept.UsedNonce;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes what partners send, whichever way it came. One transaction a message: it is kept, put in its place in the row of
 * its order and applied, or nothing of it happened. Until the signature is right, nothing is kept but a count.
 */
@Component
@RequiredArgsConstructor
class Receiving {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String NOT_KNOWN = "签名、密钥或伙伴代码不对";

    /** Who sent a message, and what is in it. */
    private record Opened(Partner partner, Envelope envelope, MessageType type, String body, String raw, Way way) {}

    /** @param conflict whether the number stood for something else before */
    private record Taken(Receipt receipt, boolean conflict) {}

    /** Another took the same number at the same moment; the next attempt finds it. */
    private static final class Twin extends TransientDataAccessException {
        Twin(Throwable cause) {
            super("A twin was first", cause);
        }
    }

    private final EnvelopeReader reader;
    private final Bodies bodies;
    private final Partners partners;
    private final ExchangeRows rows;
    private final Applying applying;
    private final RetriedTransaction transaction;
    private final OwnCommand own;
    private final MeterRegistry meters;
    private final Clock clock;

    /**
     * Takes one message.
     *
     * @param from code of the partner, as the address or the folder names it
     * @throws NotSigned for who is not known, a wrong signature, an old time or a nonce that was used
     * @throws Refusal 400 for what cannot be read, 409 for other content under a number that was used
     */
    Receipt receive(String from, byte[] bytes, Way way) {
        return kept(opened(from, bytes, way));
    }

    /** As {@link #receive}, of what has come by a door that knows who sends it. */
    Receipt known(Partner partner, Envelope envelope, Object body, String raw) {
        String written = bodies.write(body);
        MessageType type = MessageType.valueOf(String.valueOf(envelope.type()));
        bodies.check(type, written);
        Envelope hashed = envelope.withBodyHash(DigestUtils.sha256Hex(written));
        return kept(new Opened(partner, hashed, type, written, raw, Way.OPEN311));
    }

    private Receipt kept(Opened opened) {
        // Its own transaction also where a job reads a folder: what is refused undoes nothing else.
        Taken taken = transaction.again(() -> own.run(() -> withoutTwin(() -> take(opened))));
        count(opened.partner().code(), taken.conflict() ? "conflict" : "taken");
        if (taken.conflict()) {
            throw Refusal.conflict("编号 %s 第 %d 号“%s”已收到过，内容与这次的不同；已交对接管理员处理，原来的内容没有改动"
                    .formatted(
                            opened.envelope().sourceNo(),
                            opened.envelope().seq(),
                            opened.type().title()));
        }
        return taken.receipt();
    }

    private Opened opened(String from, byte[] bytes, Way way) {
        String raw = EnvelopeReader.text(bytes);
        Envelope envelope = reader.read(raw.getBytes(StandardCharsets.UTF_8));
        Partner partner = partners.find(from)
                .filter(one -> one.active()
                        && (one.inward() || one.outward())
                        && !one.isOpen311()
                        && one.code().equals(envelope.from()))
                .orElseThrow(() -> refused("unknown", NOT_KNOWN));
        Sealing sealing = partners.sealing(partner, String.valueOf(envelope.keyId()))
                .filter(key -> key.isSigned(envelope))
                .orElseThrow(() -> refused(partner.code(), NOT_KNOWN));
        if (!ExchangeRows.SELF.equals(envelope.to())) {
            throw Refusal.field("to", "to 应为 " + ExchangeRows.SELF + "：这条报文不是给我们的");
        }
        Duration off = Duration.between(EnvelopeReader.time(envelope.sentAt()), clock.instant())
                .abs();
        if (way == Way.HTTP && off.compareTo(SKEW) > 0) {
            throw refused(partner.code(), "sentAt 与我们的时间相差超过 5 分钟，请校时后重新签名再发");
        }
        MessageType type = MessageType.valueOf(String.valueOf(envelope.type()));
        String body = sealing.open(envelope);
        bodies.check(type, body);
        return new Opened(partner, envelope, type, body, raw, way);
    }

    private NotSigned refused(String partner, String why) {
        count(partner, "refused");
        return new NotSigned(why);
    }

    private void count(String partner, String outcome) {
        meters.counter("ganxian.exchange.received", "partner", partner, "outcome", outcome)
                .increment();
    }

    private static <T> T withoutTwin(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException twin) {
            throw new Twin(twin);
        }
    }

    private Taken take(Opened opened) {
        Envelope envelope = opened.envelope();
        String partner = opened.partner().code();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (opened.way() == Way.HTTP) {
            String nonce = partner + ":" + envelope.nonce();
            if (rows.nonces().existsById(nonce)) {
                throw refused(partner, "nonce 已经用过，每次发送都要换新的");
            }
            rows.nonces().saveAndFlush(new UsedNonce(nonce, now));
        }
        @Nullable ExchangeOrder order = opened.type().isLoose() ? null : taken(partner, opened, now);
        if (order != null && envelope.seq() == null) {
            String number = order.number();
            Optional<StoredEnvelope> told = rows.envelopes()
                    .findFirstByDirectionAndMessageId(Direction.IN, String.valueOf(envelope.messageId()))
                    .filter(one -> number.equals(one.orderNumber()));
            if (told.isPresent()) {
                return toldBefore(told.get(), opened, order);
            }
            envelope = envelope.withSeq(order.sequence().next());
        }
        StoredEnvelope message =
                new StoredEnvelope(partner, envelope, opened.type(), opened.raw(), opened.body(), opened.way(), now);
        if (order != null) {
            message.belongsTo(order);
        }
        // Looked for only now: while the order is held, no twin can come.
        List<StoredEnvelope> before =
                rows.envelopes().editions(Direction.IN, partner, message.sourceNo(), opened.type(), message.seq());
        if (!before.isEmpty()) {
            return again(before, message, order);
        }
        rows.envelopes().saveAndFlush(message);
        if (order == null) {
            applying.loose(opened.partner(), message);
        } else {
            applying.arrived(order, message);
        }
        return new Taken(receipt(message, order), false);
    }

    private static Taken toldBefore(StoredEnvelope told, Opened opened, ExchangeOrder order) {
        if (!told.bodyHash().equals(opened.envelope().bodyHash())) {
            throw Refusal.conflict("这个编号的内容已收到过，与这次的不同；原来的内容没有改动，新的内容请用新的编号");
        }
        return new Taken(receipt(told, order), false);
    }

    private ExchangeOrder taken(String partner, Opened opened, Instant now) {
        String sourceNo = String.valueOf(opened.envelope().sourceNo());
        Optional<ExchangeOrder> known = rows.orders().findByPartnerAndSourceNo(partner, sourceNo);
        boolean ours = known.filter(ExchangeOrder::outgoing).isPresent();
        if (!opened.type().fits(ours)) {
            throw Refusal.field(
                    "type",
                    ours
                            ? "编号 %s 是我们转出的，不接收“%s”"
                                    .formatted(sourceNo, opened.type().title())
                            : "我们没有转出过编号 %s，不接收“%s”"
                                    .formatted(sourceNo, opened.type().title()));
        }
        if (!ours && !opened.partner().inward()) {
            throw Refusal.field("type", "没有约定由你们来件，只接收我们转出的件的报文");
        }
        Integer seq = opened.envelope().seq();
        if (!ours && (opened.type() == MessageType.CREATE) != (seq != null && seq == 1)) {
            throw Refusal.field("seq", "建单是第 1 号，其余的从第 2 号起");
        }
        if (known.isPresent()) {
            return rows.hold(known.get());
        }
        ExchangeOrder order = rows.orders().saveAndFlush(new ExchangeOrder(partner, sourceNo, now));
        order.assignNumber();
        return order;
    }

    /** The same again changes nothing; something else under its number is kept beside it, for a person to look at. */
    private Taken again(List<StoredEnvelope> before, StoredEnvelope message, @Nullable ExchangeOrder order) {
        StoredEnvelope first = before.get(0);
        if (first.bodyHash().equals(message.bodyHash())) {
            return new Taken(new Receipt(receipt(first, order).number(), first.messageId()), false);
        }
        if (before.stream().noneMatch(one -> one.bodyHash().equals(message.bodyHash()))) {
            message.contradicts(before.size());
            rows.envelopes().saveAndFlush(message);
            applying.contradicted(order, message);
        }
        return new Taken(receipt(first, order), true);
    }

    private static Receipt receipt(StoredEnvelope message, @Nullable ExchangeOrder order) {
        return new Receipt(
                order == null ? message.sourceNo() : Objects.toString(order.number(), ""),
                message.messageId().toLowerCase(Locale.ROOT));
    }
}
