package org.ganxian.exchange.envelope;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lombok.With;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire, and into files, as JSON. Times are kept as they were written, since they are signed so.
 *
 * @param schemaVersion "1"
 * @param messageId a UUID, the same whenever the message is sent again
 * @param type name of a {@link MessageType}
 * @param from code of the sender
 * @param to code of the receiver
 * @param sourceNo number of the order at whoever registered it first
 * @param peerNo number at the other side, as far as it is known
 * @param seq counts the messages of one order in one direction, from 1
 * @param occurredAt ISO 8601 with offset, when it happened
 * @param sentAt ISO 8601 with offset, when it was sent this time
 * @param bodyHash SHA-256 of the plain body, hexadecimal
 * @param keyId which of the partner's keys signs and encrypts
 * @param nonce never the same again, whatever the message
 * @param body Base64 of the encrypted body
 * @param signature hexadecimal
 */
public record Envelope(
        @Nullable String schemaVersion,
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String from,
        @Nullable String to,
        @Nullable String sourceNo,
        @Nullable String peerNo,
        @With @Nullable Integer seq,
        @Nullable String occurredAt,
        @Nullable String sentAt,
        @With @Nullable String bodyHash,
        @Nullable String keyId,
        @Nullable String nonce,
        @With @Nullable String body,
        @With @Nullable String signature) {

    public static final String SCHEMA = "1";

    /** What is signed: all fields but body and signature, in this order, each on its line; the body by its hash. */
    public byte[] canonical() {
        List<String> lines = Stream.of(
                        schemaVersion,
                        messageId,
                        type,
                        from,
                        to,
                        sourceNo,
                        peerNo,
                        seq,
                        occurredAt,
                        sentAt,
                        bodyHash,
                        keyId,
                        nonce)
                .map(field -> Objects.toString(field, ""))
                .toList();
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
