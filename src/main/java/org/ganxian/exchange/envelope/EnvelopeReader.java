package org.ganxian.exchange.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.UnreadableJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what was sent, strictly: what is no UTF-8, no JSON or has no offset is refused with its reason, never guessed. */
@Component
@RequiredArgsConstructor
public class EnvelopeReader {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{N}〔〕()\\[\\]._/#-]{1,60}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/=_-]{16,80}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int MOST_MESSAGES = 1_000_000;
    private static final int NUMBER_LENGTH = 60;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;

    private final ObjectMapper json;

    /** @throws Refusal 400 with all that is wrong, by field */
    public Envelope read(byte[] bytes) {
        Envelope envelope = read(text(bytes), Envelope.class);
        Map<String, String> wrong = new LinkedHashMap<>();
        if (!Envelope.SCHEMA.equals(envelope.schemaVersion())) {
            wrong.put("schemaVersion", "schemaVersion 应为 " + Envelope.SCHEMA);
        }
        like(wrong, "messageId", envelope.messageId(), UUID, "应为 UUID");
        if (envelope.type() == null
                || MessageType.of(envelope.type()).filter(MessageType::isInward).isEmpty()) {
            wrong.put("type", "不接收这种报文");
        }
        like(wrong, "from", envelope.from(), CODE, "应为发送方的代码");
        like(wrong, "to", envelope.to(), CODE, "应为接收方的代码");
        number(wrong, "sourceNo", envelope.sourceNo());
        if (envelope.peerNo() != null) {
            number(wrong, "peerNo", envelope.peerNo());
        }
        if (envelope.seq() == null || envelope.seq() < 1 || envelope.seq() > MOST_MESSAGES) {
            wrong.put("seq", "seq 应为从 1 起的整数");
        }
        timeIn(wrong, "occurredAt", envelope.occurredAt());
        timeIn(wrong, "sentAt", envelope.sentAt());
        like(wrong, "bodyHash", envelope.bodyHash(), HASH, "应为正文的 SHA-256，十六进制");
        like(wrong, "keyId", envelope.keyId(), CODE, "应为密钥的编号");
        like(wrong, "nonce", envelope.nonce(), NONCE, "应为 16 到 80 位的一次性随机数");
        if (envelope.body() == null || envelope.body().isEmpty()) {
            wrong.put("body", "缺少正文");
        }
        if (envelope.signature() == null || envelope.signature().isEmpty()) {
            wrong.put("signature", "缺少签名");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        return envelope;
    }

    private static void like(
            Map<String, String> wrong, String field, @Nullable String value, Pattern pattern, String otherwise) {
        if (value == null || !pattern.matcher(value).matches()) {
            wrong.put(field, field + " " + otherwise);
        }
    }

    private static void number(Map<String, String> wrong, String field, @Nullable String value) {
        if (!isNumber(value)) {
            wrong.put(field, field + " 应为 1 到 60 位的编号，不含空格");
        }
    }

    /** As long as a case can keep it, also in its plain form: some letters become many. */
    static boolean isNumber(@Nullable String value) {
        return value != null
                && NUMBER.matcher(value).matches()
                && Normalizer.normalize(value, Normalizer.Form.NFKC).length() <= NUMBER_LENGTH;
    }

    /** Notes what is wrong with a time, if anything is. What is far from our days cannot be kept, nor meant. */
    static void timeIn(Map<String, String> wrong, String field, @Nullable String written) {
        try {
            int year = OffsetDateTime.parse(String.valueOf(written)).getYear();
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                wrong.put(field, "%s 的年份应在 %d 到 %d 之间".formatted(field, FIRST_YEAR, LAST_YEAR));
            }
        } catch (DateTimeException noOffset) {
            wrong.put(field, field + " 应为带时区的时间，例如 2026-06-08T09:00:00+08:00");
        }
    }

    public static Instant time(@Nullable String written) {
        return OffsetDateTime.parse(String.valueOf(written)).toInstant();
    }

    /** @throws Refusal 400 for bytes in another encoding */
    public static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("内容不是 UTF-8 编码（可能是 GBK），请转为 UTF-8 后重发");
        }
    }

    <T> T read(String text, Class<T> type) {
        try {
            T read = json.readValue(text, type);
            if (read == null) {
                throw Refusal.invalid("缺少内容");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw UnreadableJson.explain(e);
        }
    }
}
