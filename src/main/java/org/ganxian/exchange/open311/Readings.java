package org.ganxian.exchange.open311;

import static org.ganxian.exchange.open311.Answer.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.kept.StoredEnvelope.Direction;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a partner reads again: its own reports, where they stand, and what was told of them. Never who told, and no number
 * that could be a person's: a key that lies in an address may be seen by others. Where the city lets anybody read, that is
 * less: what people have written, and what they were answered, is theirs.
 */
@Component
@Transactional(readOnly = true)
@RequiredArgsConstructor
class Readings {

    /** As the specification has it. */
    private static final Duration SPAN = Duration.ofDays(90);

    private static final Duration SECOND = Duration.ofNanos(999_999_000);

    private static final int MOST = 1_000;
    private static final int LAST_PAGE = 10_000;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");

    private static final String OPEN = "open";
    private static final String CLOSED = "closed";

    /** Who reads: a partner what is its own, or anybody what is all partners'. */
    record Reader(List<String> partners, boolean own) {}

    /** Both ends are inside. */
    private record Range(Instant from, Instant to) {}

    // Nine: one line of the answer joins what a partner sent with where it stands here.
    private final ExchangeOrder.Repository orders;
    private final StoredEnvelope.Repository envelopes;
    private final Demands demands;
    private final Units units;
    private final Services services;
    private final Mappings mappings;
    private final Words words;
    private final ObjectMapper json;
    private final Clock clock;

    /** @throws Refusal 400 with what is wrong */
    Answer requests(Reader reader, Sent sent) {
        List<String> numbers = sent.list("service_request_id");
        if (numbers.size() > MOST) {
            throw Refusal.field("service_request_id", "service_request_id 一次不能超过 " + MOST + " 个");
        } else if (!numbers.isEmpty()) {
            // This overrides all other arguments, says the specification.
            return told(reader, orders.readable(reader.partners(), numbers));
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        Range range = range(sent, wrong);
        PageRequest page = page(sent, wrong);
        List<String> codes = sent.list("service_code");
        List<String> statuses = sent.list("status");
        if (!Set.of(OPEN, CLOSED).containsAll(statuses)) {
            wrong.put("status", "status 应为 open 或 closed");
        } else if (codes.size() > MOST) {
            wrong.put("service_code", "service_code 一次不能超过 " + MOST + " 个");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        List<OrderState> states = Arrays.stream(OrderState.values())
                .filter(state -> statuses.isEmpty() || statuses.contains(status(state)))
                .toList();
        return told(
                reader,
                orders.readable(
                        reader.partners(),
                        codes.isEmpty(),
                        codes.isEmpty() ? List.of("") : codes,
                        states,
                        range.from(),
                        range.to(),
                        page));
    }

    /** @throws Refusal 404 for what is not this reader's */
    Answer request(Reader reader, String number) {
        return told(reader, List.of(one(reader, number)));
    }

    /** @throws Refusal 404 for what is not this reader's */
    Answer token(Reader reader, String token) {
        return Answer.list(
                "service_requests",
                "request",
                List.of(fields("service_request_id", one(reader, token).number(), "token", token)));
    }

    private ExchangeOrder one(Reader reader, String number) {
        return orders.readable(reader.partners(), List.of(number)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这个 service_request_id"));
    }

    static String status(OrderState state) {
        return state.isDone() ? CLOSED : OPEN;
    }

    private Range range(Sent sent, Map<String, String> wrong) {
        Optional<Instant> start = W3c.read(sent, "start_date", wrong);
        Optional<Instant> end = W3c.read(sent, "end_date", wrong);
        Instant to = end.or(() -> start.map(from -> from.plus(SPAN))).orElse(clock.instant());
        Instant from = start.orElse(to.minus(SPAN));
        if (from.isAfter(to)) {
            wrong.put("end_date", "end_date 不能早于 start_date");
        } else if (from.plus(SPAN).isBefore(to)) {
            wrong.put("end_date", "start_date 到 end_date 不能超过 90 天");
        }
        // The end is told to the second, and all of that second is inside.
        return new Range(from, end.isPresent() ? to.plus(SECOND) : to);
    }

    private static PageRequest page(Sent sent, Map<String, String> wrong) {
        int page = number(sent, "page", 1, wrong);
        int size = number(sent, "page_size", MOST, wrong);
        if (page > LAST_PAGE) {
            wrong.put("page", "page 不能超过 " + LAST_PAGE);
            page = 1;
        }
        return PageRequest.of(page - 1, Math.min(size, MOST));
    }

    private static int number(Sent sent, String field, int usual, Map<String, String> wrong) {
        Optional<String> typed = sent.get(field);
        if (typed.isPresent() && !NUMBER.matcher(typed.get()).matches()) {
            wrong.put(field, field + " 应为从 1 起的整数");
            return usual;
        }
        return typed.map(Integer::parseInt).orElse(usual);
    }

    private Answer told(Reader reader, List<ExchangeOrder> some) {
        List<String> numbers = some.stream().map(ExchangeOrder::number).toList();
        Map<String, List<StoredEnvelope>> messages = numbers.isEmpty()
                ? Map.of()
                : envelopes.findByOrderNumberInAndTypeInOrderById(numbers, Words.READ).stream()
                        .filter(one -> reader.partners().contains(one.partner()))
                        .collect(Collectors.groupingBy(one -> String.valueOf(one.orderNumber())));
        Map<String, Demand> byNumber = of(some);
        Map<String, String> names = services.names(reader.partners());
        return Answer.list(
                "service_requests",
                "request",
                some.stream()
                        .map(order -> described(
                                order,
                                Optional.ofNullable(order.demandNumber()).map(byNumber::get),
                                messages.getOrDefault(order.number(), List.of()),
                                names,
                                reader.own()))
                        .toList());
    }

    private Map<String, Demand> of(Collection<ExchangeOrder> some) {
        List<String> numbers = some.stream()
                .flatMap(order -> Optional.ofNullable(order.demandNumber()).stream())
                .toList();
        return numbers.isEmpty()
                ? Map.of()
                : demands.all(numbers).stream().collect(Collectors.toMap(Demand::number, demand -> demand));
    }

    private Map<String, @Nullable Object> described(
            ExchangeOrder order,
            Optional<Demand> demand,
            List<StoredEnvelope> messages,
            Map<String, String> names,
            boolean own) {
        NewReport.@Nullable Said said = messages.stream()
                .filter(one -> own && one.direction() == Direction.IN && one.raw() != null)
                .findFirst()
                .map(one -> read(String.valueOf(one.raw())))
                .orElse(null);
        Optional<StoredEnvelope> last = messages.stream()
                .filter(one -> one.direction() == Direction.OUT)
                .reduce((earlier, later) -> later);
        String code = String.valueOf(order.theirCategory());
        return fields(
                "service_request_id",
                order.number(),
                "status",
                status(order.state()),
                "status_notes",
                order.state().isDone() && last.isPresent()
                        ? words.of(last.get(), own)
                        : demand.map(one -> mappings.told(order.partner(), one.status()))
                                .orElse(order.state().title()),
                "service_name",
                names.getOrDefault(Services.key(order.partner(), code), code),
                "service_code",
                code,
                "description",
                said == null ? null : Masks.inText(said.description()),
                "agency_responsible",
                demand.flatMap(one -> units.find(one.servingUnit()))
                        .map(Unit::name)
                        .orElse(null),
                "service_notice",
                null,
                "requested_datetime",
                W3c.written(order.receivedAt()),
                "updated_datetime",
                W3c.written(last.map(StoredEnvelope::madeAt).orElse(order.receivedAt())),
                "expected_datetime",
                demand.flatMap(one -> Optional.ofNullable(one.completionDue()))
                        .map(W3c::written)
                        .orElse(null),
                "address",
                said == null ? null : Masks.inText(said.address()),
                "address_id",
                said == null ? null : said.addressId(),
                "zipcode",
                null,
                "lat",
                said == null ? null : said.lat(),
                "long",
                said == null ? null : said.lng(),
                "media_url",
                said == null ? null : said.mediaUrl());
    }

    private NewReport.@Nullable Said read(String raw) {
        try {
            return json.readValue(raw, NewReport.Said.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Refusal 400 with what is wrong */
    Answer updates(Reader reader, Sent sent) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Range range = range(sent, wrong);
        PageRequest page = page(sent, wrong);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        return Answer.list(
                "service_request_updates",
                "request_update",
                envelopes.told(reader.partners(), Direction.OUT, Words.TOLD, range.from(), range.to(), page).stream()
                        .map(one -> fields(
                                "update_id",
                                one.messageId(),
                                "service_request_id",
                                one.orderNumber(),
                                "status",
                                Words.ENDS.contains(one.type()) ? CLOSED : OPEN,
                                "updated_datetime",
                                W3c.written(one.madeAt()),
                                "description",
                                words.of(one, reader.own()),
                                "media_url",
                                null))
                        .toList());
    }
}
