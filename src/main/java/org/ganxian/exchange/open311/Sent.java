package org.ganxian.exchange.open311;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a client has sent: its query and, of a POST, its form. Read here and not by the server, which would guess at what
 * is no UTF-8 and drop what is too large. An empty field is one that was not sent.
 */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
final class Sent {

    /** Bytes; a description of 4,000 characters has 36,000 when each is escaped. */
    static final int HEAVIEST = 128 * 1024;

    private static final int MOST_FIELDS = 200;
    private static final int LONGEST_QUERY = 32 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern ATTRIBUTE = Pattern.compile("attribute\\[([^\\[\\]]{1,60})](?:\\[[0-9]{0,3}])?");

    private final Map<String, List<String>> fields;

    /** @throws Refusal 400, 413, 415 for what cannot be read */
    static Sent of(HttpServletRequest request) throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if ("POST".equals(request.getMethod())) {
            read(fields, body(request));
        }
        String query = request.getQueryString();
        if (query != null && query.length() > LONGEST_QUERY) {
            throw Refusal.invalid("网址太长");
        }
        read(fields, query == null ? "" : query);
        return new Sent(fields);
    }

    private static String body(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type != null && !type.isEmpty() && !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw Refusal.unsupportedType("请用 Content-Type: " + FORM + "; charset=utf-8 提交");
        }
        // A named length is refused unread; the rest is read no further than this.
        boolean tooMuch = request.getContentLengthLong() > HEAVIEST;
        byte[] bytes = tooMuch ? new byte[0] : request.getInputStream().readNBytes(HEAVIEST + 1);
        if (tooMuch || bytes.length > HEAVIEST) {
            throw Refusal.tooLarge("提交的内容不能超过 128 KB");
        }
        return decoded(bytes);
    }

    private static void read(Map<String, List<String>> fields, String written) {
        int count = 0;
        for (String pair : written.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MOST_FIELDS) {
                throw Refusal.invalid("字段太多，不能超过 " + MOST_FIELDS + " 个");
            }
            int is = pair.indexOf('=');
            String name = unescaped(is < 0 ? pair : pair.substring(0, is));
            String value = is < 0 ? "" : unescaped(pair.substring(is + 1));
            if (!value.isBlank()) {
                fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value.strip());
            }
        }
    }

    private static String unescaped(String written) {
        byte[] plain = written.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(plain.length);
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] == '%') {
                int high = i + 2 < plain.length ? Character.digit(plain[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(plain[i + 2], 16);
                if (low < 0) {
                    throw Refusal.invalid("百分号编码不对");
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else {
                bytes.put(plain[i] == '+' ? (byte) ' ' : plain[i]);
            }
        }
        return decoded(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("提交的内容不是 UTF-8 编码");
        }
    }

    /** The key; a header is taken, too, which no log keeps. */
    static Optional<String> key(HttpServletRequest request, Sent sent) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        String bearer = "Bearer ";
        return sent.get("api_key")
                .or(() -> Optional.ofNullable(header)
                        .filter(one -> one.startsWith(bearer))
                        .map(one -> one.substring(bearer.length()).strip()));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name)).map(all -> all.get(0));
    }

    /** Of a field that may have several values, by commas and by being sent again; each once. */
    List<String> list(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * {@code attribute[code]=value}, by code: clients that keep their fields in a hash send them in another order each time,
     * and it is the same report all the same.
     */
    Map<String, List<String>> attributes() {
        Map<String, List<String>> attributes = new TreeMap<>();
        fields.forEach((name, values) -> {
            Matcher attribute = ATTRIBUTE.matcher(name);
            if (attribute.matches()) {
                attributes
                        .computeIfAbsent(attribute.group(1), code -> new ArrayList<>())
                        .addAll(values);
            }
        });
        return attributes;
    }

    /**
     * A text, without what nobody sees in it.
     *
     * @param most characters
     * @param wrong gets what is wrong, by field
     */
    @Nullable
    String text(String name, int most, Map<String, String> wrong) {
        String text = get(name).map(Texts::visible).map(String::strip).orElse("");
        if (Texts.length(text) > most) {
            wrong.put(name, "%s 不能超过 %d 字，现有 %d 字".formatted(name, most, Texts.length(text)));
        } else if (!Texts.isReadable(text)) {
            wrong.put(name, name + " 含有不可见的控制字符，请删除后重试");
        }
        return text.isEmpty() ? null : text;
    }
}
