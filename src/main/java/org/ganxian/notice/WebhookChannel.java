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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notices to another system over HTTPS, signed so that it can tell them from forgeries and from replays. */
@Component
class WebhookChannel {

    static final String ID_HEADER = "Ganxian-Notice-Id";
    static final String TIMESTAMP_HEADER = "Ganxian-Timestamp";
    static final String SIGNATURE_HEADER = "Ganxian-Signature";

    private static final int SHORTEST_SECRET = 16;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** @param at ISO 8601, UTC, when it was told; the same at every attempt */
    record Body(String id, String kind, String demandNumber, String title, String text, String at) {}

    private final @Nullable URI url;
    private final byte @Nullable [] secret;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            // The signed body goes where the operator says and nowhere else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebhookChannel(NoticeSettings settings, ObjectMapper json, Clock clock) {
        NoticeSettings.Webhook webhook = settings.webhook();
        this.url = webhook.url().isBlank() ? null : checked(webhook.url().strip());
        this.secret = url == null ? null : key(webhook.secret());
        this.json = json;
        this.clock = clock;
    }

    private static URI checked(String url) {
        try {
            URI uri = new URI(url);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean local = "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost());
            if (uri.getHost() != null && uri.getUserInfo() == null && (secure || local)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalStateException("ganxian.notice.webhook.url 应为 https 地址（只有本机可以用 http），其中不带用户名和密码");
    }

    private static boolean isLoopback(String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"));
    }

    private static byte[] key(String secret) {
        if (secret.strip().length() < SHORTEST_SECRET) {
            throw new IllegalStateException("已设置 ganxian.notice.webhook.url，ganxian.notice.webhook.secret 至少要有 "
                    + SHORTEST_SECRET + " 个字符，可用 openssl rand -hex 32 生成");
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    boolean isOn() {
        return url != null;
    }

    /**
     * Calls the other system.
     *
     * @throws NotSent unless it answers 2xx within ten seconds
     */
    void send(OutboxEntry entry) {
        if (url == null || secret == null) {
            throw new NotSent("WebhookIsOff");
        }
        int status;
        try {
            HttpResponse<InputStream> response = http.send(request(entry), HttpResponse.BodyHandlers.ofInputStream());
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
            throw new NotSent("HTTP " + status);
        }
    }

    private HttpRequest request(OutboxEntry entry) throws JsonProcessingException {
        Notice notice = entry.notice();
        String body = json.writeValueAsString(new Body(
                entry.id(),
                notice.kind(),
                notice.demandNumber(),
                notice.title(),
                notice.text(),
                entry.toldAt().toString()));
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        return HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "ganxian")
                .header(ID_HEADER, entry.id())
                .header(TIMESTAMP_HEADER, timestamp)
                .header(SIGNATURE_HEADER, "v1=" + signature(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    private String signature(String timestamp, String body) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(timestamp + "." + body);
    }
}
