package org.ganxian.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.Settings;
import org.springframework.stereotype.Component;

/** Notices to another system over HTTPS, signed so that it can tell them from forgeries and from replays. */
@Component
@RequiredArgsConstructor
class WebhookChannel {

    static final String ID_HEADER = "Ganxian-Notice-Id";
    static final String TIMESTAMP_HEADER = "Ganxian-Timestamp";
    static final String SIGNATURE_HEADER = "Ganxian-Signature";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** @param at ISO 8601, UTC, when it was told; the same at every attempt */
    record Body(String id, String kind, String demandNumber, String title, String text, String at) {}

    private final Settings settings;
    private final WebhookSection section;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            // The signed body goes where it is set to go and nowhere else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    boolean isOn() {
        return section.isOn(settings.of(section));
    }

    /**
     * Calls the other system.
     *
     * @throws NotSent unless it answers 2xx within ten seconds
     */
    void send(OutboxEntry entry) {
        SettingValues now = settings.of(section);
        URI url = section.isOn(now) ? WebhookSection.address(now) : null;
        if (url == null || !now.has(WebhookSection.SECRET)) {
            throw new NotSent("WebhookIsOff");
        }
        Destination.require(url.getHost());
        int status;
        try {
            HttpResponse<InputStream> response = http.send(
                    request(url, now.get(WebhookSection.SECRET), entry), HttpResponse.BodyHandlers.ofInputStream());
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

    private HttpRequest request(URI url, String secret, OutboxEntry entry) throws JsonProcessingException {
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
                .header(SIGNATURE_HEADER, "v1=" + signature(secret, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    private static String signature(String secret, String timestamp, String body) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret.getBytes(StandardCharsets.UTF_8))
                .hmacHex(timestamp + "." + body);
    }
}
