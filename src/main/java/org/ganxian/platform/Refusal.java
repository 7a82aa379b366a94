package org.ganxian.platform;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused for a reason the person can act on. The message is zh-CN and shown as it is, on the API as
 * problem+json, in Tasklist as the engine's error text.
 */
@Getter
public class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final Map<String, String> fields;
    private final @Nullable Duration retryAfter;

    private Refusal(HttpStatus status, String message, Map<String, String> fields) {
        this(status, message, fields, null);
    }

    private Refusal(HttpStatus status, String message, Map<String, String> fields, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.fields = fields;
        this.retryAfter = retryAfter;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** 400: the input is wrong as a whole. */
    public static Refusal invalid(String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, message, Map.of());
    }

    /** 400: one field is wrong; {@code field} is its JSON path, for example {@code contact.phone}. */
    public static Refusal field(String field, String message) {
        return fields(Map.of(field, message));
    }

    /** 400: several fields are wrong; keys are JSON paths, kept in the given order. */
    public static Refusal fields(Map<String, String> fields) {
        return new Refusal(HttpStatus.BAD_REQUEST, String.join("；", fields.values()), new LinkedHashMap<>(fields));
    }

    /** 403: the person may not do this. */
    public static Refusal forbidden(String message) {
        return new Refusal(HttpStatus.FORBIDDEN, message, Map.of());
    }

    /** 404: there is nothing here that the caller may know of. */
    public static Refusal notFound(String message) {
        return new Refusal(HttpStatus.NOT_FOUND, message, Map.of());
    }

    /** 409: right in itself, but not in the present state. */
    public static Refusal conflict(String message) {
        return new Refusal(HttpStatus.CONFLICT, message, Map.of());
    }

    /** 413: more than is taken at once. */
    public static Refusal tooLarge(String message) {
        return new Refusal(HttpStatus.PAYLOAD_TOO_LARGE, message, Map.of());
    }

    /** 422: readable, but at odds with what was sent before. */
    public static Refusal unsupportedType(String message) {
        return new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, message, Map.of());
    }

    public static Refusal contradiction(String message) {
        return new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, message, Map.of());
    }

    /** 429: too often. */
    public static Refusal tooOften(String message) {
        return new Refusal(HttpStatus.TOO_MANY_REQUESTS, message, Map.of());
    }

    /** 429: too often; worth another try after {@code wait}. */
    public static Refusal tooOften(String message, Duration wait) {
        return new Refusal(HttpStatus.TOO_MANY_REQUESTS, message, Map.of(), wait);
    }

    /** 503: right in itself, but something outside does not answer now. */
    public static Refusal unavailable(String message) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, message, Map.of());
    }

    /** 503: as above; worth another try after {@code wait}. */
    public static Refusal unavailable(String message, Duration wait) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, message, Map.of(), wait);
    }

    /**
     * The refusal behind an exception that the engine, Jackson or Spring wrapped around it; 503 when the database does
     * not answer.
     */
    public static Optional<Refusal> behind(Throwable thrown) {
        for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Refusal refusal) {
                return Optional.of(refusal);
            }
        }
        return DatabaseAway.behind(thrown);
    }

    /** Messages by JSON path of the field; empty when the refusal is about the whole. */
    public Map<String, String> fields() {
        return fields;
    }

    /** How long to wait before trying again; empty when waiting does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
