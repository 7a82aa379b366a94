package org.ganxian.exchange.open311;

import static org.ganxian.exchange.open311.Answer.fields;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.exchange.open311.Answer.Items;
import org.ganxian.exchange.open311.Readings.Reader;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.Client;
import org.ganxian.platform.web.Problem;
import org.ganxian.platform.web.RequestLog;
import org.ganxian.settings.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * GeoReport v2. The whole of {@code /open311} comes here, so that what there is not is refused in the client's own format.
 * What the city offers anybody may read; all else wants the key of a partner, which reads what it sent itself.
 */
@RestController
@Hidden
@Slf4j
@RequiredArgsConstructor
class Open311Door {

    private static final String ROOT = "/open311/v2/";
    private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Partners partners;
    private final Services services;
    private final Incoming incoming;
    private final Readings readings;
    private final Units units;
    private final Limiting limiting;

    /** How much is let through, and where we are. */
    @org.springframework.stereotype.Component
    @RequiredArgsConstructor
    static class Limiting {
        final Open311Limits limits;
        final SharedBuckets buckets;
        final PublicAddress address;
        final MeterRegistry meters;
    }

    /** What is asked: the path's parts without the format, and what was sent. */
    private record Asked(
            HttpServletRequest request,
            List<String> path,
            Sent sent,
            @Nullable Partner partner,
            List<String> readable) {

        /** What may be read: with a key one's own; without, where the city lets anybody read, a little of all. */
        Reader reader() {
            return partner == null && !readable.isEmpty()
                    ? new Reader(readable, false)
                    : new Reader(List.of(known().code()), true);
        }

        boolean isPost() {
            return "POST".equals(request.getMethod());
        }

        String id() {
            return path.get(1);
        }

        Partner known() {
            if (partner == null) {
                throw Refusal.forbidden("缺少 api_key：请填写对接管理员交付的密钥");
            }
            return partner;
        }
    }

    @RequestMapping({"/open311", "/open311/**"})
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer;
        try {
            answer = answered(request, response);
        } catch (RuntimeException thrown) {
            request.setAttribute(RequestLog.THROWN, thrown);
            answer = refused(thrown, response);
        }
        Format.of(request.getRequestURI()).write(answer, response);
    }

    private static Answer refused(RuntimeException thrown, HttpServletResponse response) {
        Optional<Refusal> refusal = Refusal.behind(thrown);
        refusal.flatMap(Refusal::retryAfter)
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Problem.seconds(wait)));
        if (refusal.isPresent()) {
            List<String> words = new ArrayList<>(refusal.get().fields().values());
            return Answer.errors(
                    refusal.get().status().value(),
                    words.isEmpty() ? List.of(refusal.get().getMessage()) : words);
        }
        HttpStatus status = RetriedTransaction.isLostRace(thrown)
                ? HttpStatus.SERVICE_UNAVAILABLE
                : HttpStatus.INTERNAL_SERVER_ERROR;
        return Answer.errors(status.value(), List.of("系统暂时不能办理，请稍后重试"));
    }

    private Answer answered(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith(ROOT) || Format.ofEnd(path).isEmpty()) {
            throw Refusal.notFound("没有这个地址，请在 " + ROOT + " 下用 .xml 或 .json 结尾的地址");
        }
        List<String> parts = List.of(
                        Format.withoutEnd(path.substring(ROOT.length())).split("/", -1))
                .stream()
                .map(part -> UriUtils.decode(part, java.nio.charset.StandardCharsets.UTF_8))
                .toList();
        String methods = methods(parts);
        if (!List.of(methods.split(", ")).contains(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, methods);
            return Answer.errors(HttpStatus.METHOD_NOT_ALLOWED.value(), List.of("不支持这种请求方法，请用 " + methods));
        }
        Sent sent = Sent.of(request);
        Asked asked = new Asked(request, parts, sent, knocking(request, sent), readable());
        jurisdiction(sent);
        return route(asked);
    }

    /** @throws Refusal 404 for a path that there is not */
    private static String methods(List<String> path) {
        return switch (path.get(0) + " " + path.size()) {
            case "discovery 1", "services 1", "services 2", "requests 2", "tokens 2" -> "GET, HEAD";
            case "requests 1", "servicerequestupdates 1" -> "GET, HEAD, POST";
            default -> throw Refusal.notFound("没有这个地址");
        };
    }

    private Answer route(Asked asked) {
        boolean one = asked.path().size() > 1;
        return switch (asked.path().get(0)) {
            case "discovery" -> discovery(asked.request());
            case "services" -> one ? services.definition(asked.partner(), asked.id()) : services.list(asked.partner());
            case "requests" -> {
                if (one) {
                    yield readings.request(asked.reader(), asked.id());
                }
                yield asked.isPost()
                        ? incoming.request(asked.known(), asked.sent())
                        : readings.requests(asked.reader(), asked.sent());
            }
            case "tokens" -> readings.token(asked.reader(), asked.id());
            default ->
                asked.isPost()
                        ? incoming.update(asked.known(), asked.sent())
                        : readings.updates(asked.reader(), asked.sent());
        };
    }

    /** Of whom anybody may read. */
    private List<String> readable() {
        return limiting.limits.publicReading() ? services.partners() : List.of();
    }

    /** Null without a key. */
    private @Nullable Partner knocking(HttpServletRequest request, Sent sent) {
        Optional<String> key = Sent.key(request, sent);
        Optional<Partner> partner = key.flatMap(partners::byApiKey);
        // Whoever tries keys is counted as whoever has none.
        String whose = partner.map(one -> "open311 partner " + one.code())
                .orElseGet(() -> "open311 address " + Client.of(request));
        int most = partner.isPresent() ? limiting.limits.perMinute() : limiting.limits.withoutKey();
        limiting.buckets.tryTake(whose, most, MINUTE).ifPresent(wait -> {
            throw Refusal.tooOften("调用过于频繁，请稍后再试", wait);
        });
        if (key.isPresent() && partner.isEmpty()) {
            limiting.meters
                    .counter("ganxian.exchange.received", "partner", "unknown", "outcome", "refused")
                    .increment();
            throw Refusal.forbidden("api_key 不对或已失效，请向对接管理员要新的");
        }
        return partner.orElse(null);
    }

    private void jurisdiction(Sent sent) {
        String ours = ours();
        sent.get("jurisdiction_id").filter(named -> !named.equals(ours)).ifPresent(other -> {
            throw Refusal.notFound("没有 jurisdiction_id 为 %s 的辖区；可以不填，或者填 %s".formatted(Texts.shorten(other, 60), ours));
        });
    }

    private String ours() {
        String set = limiting.limits.jurisdiction();
        return set.isEmpty() ? units.city().code() : set;
    }

    private Answer discovery(HttpServletRequest request) {
        String changed = W3c.written(services.changed());
        // Whoever tries it on a machine of their own follows the address by which they came.
        String url = limiting.address.opensFromOutside()
                ? limiting.address.of("/open311/v2")
                : ServletUriComponentsBuilder.fromContextPath(request)
                        .path("/open311/v2")
                        .build()
                        .toUriString();
        return new Answer(
                HttpStatus.OK.value(),
                "discovery",
                fields(
                        "changeset",
                        changed,
                        "contact",
                        units.city().name() + "的对接管理员，jurisdiction_id 为 " + ours(),
                        "key_service",
                        "api_key 由对接管理员在“对接伙伴”页上生成、交付",
                        "endpoints",
                        new Items(
                                "endpoint",
                                List.of(fields(
                                        "specification",
                                        SPECIFICATION,
                                        "url",
                                        url,
                                        "changeset",
                                        changed,
                                        "type",
                                        "production",
                                        "formats",
                                        new Items("format", List.of("text/xml", "application/json")))))));
    }
}
