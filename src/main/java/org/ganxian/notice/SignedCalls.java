package org.ganxian.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.ganxian.settings.SettingValues;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls of another system over HTTPS, signed so that it can tell them from forgeries and from replays. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SignedCalls {

    static final String ID_HEADER = "Ganxian-Notice-Id";
    static final String TIMESTAMP_HEADER = "Ganxian-Timestamp";
    static final String SIGNATURE_HEADER = "Ganxian-Signature";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final int OK = 200;

    /** Why {@link #get} has returned nothing: there was too much of it. */
    public static final String TOO_LARGE = "TooLarge";

    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            // The signed body goes where it is set to go and nowhere else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Null for what must not be called. */
    public static @Nullable URI address(String typed) {
        try {
            URI uri = new URI(typed);
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                return null;
            }
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean local = "http".equalsIgnoreCase(uri.getScheme()) && MailSection.isThisMachine(uri.getHost());
            return secure || local ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** False for an address that leads where nothing may be sent. */
    public static boolean mayBeSet(URI address) {
        return Destination.mayBeSet(address.getHost());
    }

    /**
     * Calls the other system.
     *
     * @param gateway what is set of it
     * @param id the same at every attempt
     * @param body written as JSON
     * @throws NotSent unless it answers 2xx within ten seconds, or when none is set
     */
    public void post(SettingValues gateway, String id, Object body) {
        URI url = address(gateway.get(GatewaySection.URL));
        if (url == null || !gateway.has(GatewaySection.SECRET)) {
            throw new NotSent("WebhookIsOff");
        }
        try {
            deliver(request(url, gateway.get(GatewaySection.SECRET), id, body));
        } catch (JsonProcessingException e) {
            throw NotSent.because(e);
        }
    }

    /**
     * Calls the other system with what is signed already.
     *
     * @param body JSON
     * @throws NotSent unless it answers 2xx within ten seconds, or when it has no address that may be called
     */
    public void post(@Nullable String to, String body) {
        URI url = to == null ? null : address(to);
        if (url == null) {
            throw new NotSent("WebhookIsOff");
        }
        deliver(to(url, body).build());
    }

    /**
     * Reads from another system.
     *
     * @param url as {@link #address} allows it
     * @param most bytes; of more, nothing is returned
     * @throws NotSent unless it answers 200, whole, within half a minute
     */
    public byte[] get(URI url, Map<String, String> headers, int most) {
        Destination.require(url.getHost());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(ANSWER).header("User-Agent", "ganxian");
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.build(), info -> new Limited(info.statusCode() == OK ? most : 0));
        try {
            HttpResponse<byte[]> response = answer.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() != OK) {
                throw NotSent.answered(response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NotSent known ? known : NotSent.because(e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw NotSent.because(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw NotSent.because(e);
        }
    }

    private void deliver(HttpRequest request) {
        Destination.require(request.uri().getHost());
        int status;
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // Nothing in the answer's body matters; closing it unread lets nobody hold us with a slow one.
            response.body().close();
            status = response.statusCode();
        } catch (IOException e) {
            throw NotSent.because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotSent.because(e);
        }
        if (status < 200 || status > 299) {
            throw NotSent.answered(status);
        }
    }

    private HttpRequest request(URI url, String secret, String id, Object said) throws JsonProcessingException {
        String body = json.writeValueAsString(said);
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        return to(url, body)
                .header(ID_HEADER, id)
                .header(TIMESTAMP_HEADER, timestamp)
                .header(SIGNATURE_HEADER, "v1=" + signature(secret, timestamp, body))
                .build();
    }

    private static HttpRequest.Builder to(URI url, String body) {
        return HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "ganxian")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private static String signature(String secret, String timestamp, String body) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret.getBytes(StandardCharsets.UTF_8))
                .hmacHex(timestamp + "." + body);
    }

    /** As many bytes and no more; of an answer that says only no, none. */
    @RequiredArgsConstructor
    private static final class Limited implements HttpResponse.BodySubscriber<byte[]> {

        private final HttpResponse.BodySubscriber<byte[]> all = HttpResponse.BodySubscribers.ofByteArray();
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final int most;
        private Flow.@Nullable Subscription subscription;
        private long read;

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            all.onSubscribe(given);
            all.getBody().whenComplete((bytes, wrong) -> {
                if (wrong == null) {
                    body.complete(bytes);
                } else {
                    body.completeExceptionally(wrong);
                }
            });
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            read += part.stream().mapToLong(ByteBuffer::remaining).sum();
            if (read <= most) {
                all.onNext(part);
                return;
            }
            Objects.requireNonNull(subscription).cancel();
            if (most == 0) {
                body.complete(new byte[0]);
            } else {
                body.completeExceptionally(new NotSent(TOO_LARGE));
            }
        }

        @Override
        public void onError(Throwable wrong) {
            all.onError(wrong);
        }

        @Override
        public void onComplete() {
            all.onComplete();
        }
    }
}
