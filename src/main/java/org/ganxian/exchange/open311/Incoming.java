package org.ganxian.exchange.open311;

import static org.ganxian.exchange.open311.Answer.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.Exchange;
import org.ganxian.exchange.Receipt;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.organization.Units;
import org.ganxian.platform.CityBounds;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What clients post becomes messages of their partner, and goes the way of all others. */
@Component
@RequiredArgsConstructor
class Incoming {

    /**
     * So long the same report is the same one. A client that got no answer asks again within minutes, and the specification
     * has no number by which it could say so; whoever reports the same lamp on another day means it.
     */
    private static final Duration SAME = Duration.ofMinutes(10);

    /** So many digits of the report's print make its number; the rest counts. */
    private static final int DIGITS = 24;

    private static final int UPDATE_ID = 100;
    private static final int NOTE = 1_700;
    private static final int URL = 500;

    private static final String NOTICE = "已收到，编号 %s，请凭编号查询。如有人身危险，请立即拨打 110、119 或 120。";

    /** The states of mySociety's extension that end a request; all others leave it open. */
    private static final Set<String> ENDS =
            Set.of("CLOSED", "FIXED", "DUPLICATE", "NOT_COUNCILS_RESPONSIBILITY", "NO_FURTHER_ACTION");

    private static final Set<String> OPEN = Set.of(
            "OPEN", "REOPEN", "IN_PROGRESS", "ACTION_SCHEDULED", "INVESTIGATING", "INTERNAL_REFERRAL", "FOR_TRIAGE");

    private final Exchange exchange;
    private final Services services;
    private final ExchangeOrder.Repository orders;
    private final Units units;
    private final CityBounds bounds;
    private final ObjectMapper json;
    private final Clock clock;

    /** @throws Refusal 400, 404 with what is wrong */
    Answer request(Partner partner, Sent sent) {
        String code = sent.get("service_code").orElseThrow(() -> Refusal.field("service_code", "缺少 service_code"));
        Services.Service service = offered(partner, code);
        NewReport report = NewReport.of(sent, service, units, bounds);
        Instant now = clock.instant();
        Envelope envelope = envelope(
                partner, MessageType.CREATE, UUID.randomUUID().toString(), number(partner, report, now), 1, now);
        Receipt receipt = exchange.take(partner, envelope, report.body(), written(report.said()));
        return Answer.list(
                "service_requests",
                "request",
                List.of(fields(
                        "service_request_id",
                        receipt.number(),
                        "service_notice",
                        NOTICE.formatted(receipt.number()),
                        "account_id",
                        sent.get("account_id").orElse(null))));
    }

    private Services.Service offered(Partner partner, String code) {
        try {
            return services.get(partner, code);
        } catch (Refusal unknown) {
            services.remember(partner, code);
            throw unknown;
        }
    }

    /** The report's number on their side, which they do not give it: the same for the same report, for a while. */
    private String number(Partner partner, NewReport report, Instant now) {
        String begin = "r" + report.print().substring(0, DIGITS) + "-";
        Optional<ExchangeOrder> last =
                orders.findFirstByPartnerAndSourceNoStartingWithOrderByIdDesc(partner.code(), begin);
        int count = last.map(order -> Integer.parseInt(order.sourceNo().substring(begin.length())))
                .orElse(0);
        boolean same = last.filter(order -> order.receivedAt().isAfter(now.minus(SAME)))
                .isPresent();
        return begin + (same ? count : count + 1);
    }

    /** @throws Refusal 400, 404 with what is wrong; 409 for other content under an update_id that was used */
    Answer update(Partner partner, Sent sent) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String number = needed(sent, "service_request_id", UPDATE_ID, wrong);
        String id = needed(sent, "update_id", UPDATE_ID, wrong);
        String status = needed(sent, "status", UPDATE_ID, wrong).toUpperCase(Locale.ROOT);
        Optional<Instant> at = W3c.read(sent, "updated_datetime", wrong);
        if (at.isEmpty()) {
            wrong.putIfAbsent("updated_datetime", "缺少 updated_datetime");
        }
        if (!status.isEmpty() && !OPEN.contains(status) && !ENDS.contains(status)) {
            wrong.put("status", "status 应为 OPEN 或 CLOSED");
        }
        @Nullable String text = text(sent, wrong);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        ExchangeOrder order = orders.readable(List.of(partner.code()), List.of(number)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这个 service_request_id"));
        Instant now = clock.instant();
        Envelope envelope = envelope(
                partner,
                type(status, text, order),
                // Theirs may be of any length; once in a request it is the same update.
                UUID.nameUUIDFromBytes((order.number() + " " + id).getBytes(StandardCharsets.UTF_8))
                        .toString(),
                order.sourceNo(),
                null,
                at.filter(then -> then.isBefore(now)).orElse(now));
        Receipt receipt = exchange.take(partner, envelope, new Bodies.Note(text, null), written(Map.of()));
        return Answer.list(
                "service_request_updates",
                "request_update",
                List.of(fields(
                        "update_id",
                        receipt.messageId(),
                        "account_id",
                        sent.get("account_id").orElse(null))));
    }

    /** What an end on their side means is for whoever handles it to find out: it only asks. */
    private static MessageType type(String status, @Nullable String text, ExchangeOrder order) {
        if (ENDS.contains(status)) {
            return MessageType.WITHDRAW;
        } else if (order.state() == OrderState.RESULT_SENT) {
            return MessageType.REWORK;
        }
        return text == null ? MessageType.URGE : MessageType.SUPPLEMENT;
    }

    private static @Nullable String text(Sent sent, Map<String, String> wrong) {
        @Nullable String description = sent.text("description", NOTE, wrong);
        Optional<String> media = sent.get("media_url");
        if (media.filter(url -> url.length() > URL || !NewReport.isUrl(url)).isPresent()) {
            wrong.put("media_url", "media_url 应为 http 或 https 开头的网址");
        }
        String more = media.map(url -> "图片：" + url).orElse("");
        String text = ((description == null ? "" : description) + "\n" + more).strip();
        if (text.length() > NOTE) {
            wrong.putIfAbsent("description", "description 与 media_url 合计不能超过 " + NOTE + " 字");
        }
        return text.isEmpty() ? null : text;
    }

    private static String needed(Sent sent, String field, int most, Map<String, String> wrong) {
        @Nullable String typed = sent.text(field, most, wrong);
        if (typed == null) {
            wrong.putIfAbsent(field, "缺少 " + field);
            return "";
        }
        return typed;
    }

    private Envelope envelope(
            Partner partner, MessageType type, String id, String number, @Nullable Integer seq, Instant occurred) {
        String at = OffsetDateTime.ofInstant(occurred.truncatedTo(ChronoUnit.MILLIS), PeopleTime.ZONE)
                .toString();
        return new Envelope(
                Envelope.SCHEMA,
                id,
                type.name(),
                partner.code(),
                "ganxian",
                number,
                null,
                seq,
                at,
                at,
                null,
                null,
                null,
                null,
                null);
    }

    private String written(Object said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
