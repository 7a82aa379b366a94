package org.ganxian.exchange.open311;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.organization.Units;
import org.ganxian.platform.CityBounds;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A request as a client sends it, checked.
 *
 * @param body as an order of any partner
 * @param said what the client may read again
 * @param print by which the same report is known when it comes twice: all that was sent but the key
 */
record NewReport(Bodies.Order body, Said said, String print) {

    /** What is kept to be answered with: nothing of who told. */
    record Said(
            String code,
            @Nullable String description,
            @Nullable String address,
            @Nullable String addressId,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lng,
            @Nullable String mediaUrl) {}

    private static final int DESCRIPTION = 4_000;
    private static final int TEXT = 5_000;
    private static final int ADDRESS = 200;
    private static final int WORD = 60;
    private static final int PHONE = 20;
    private static final int EMAIL = 58;
    private static final int URL = 500;
    private static final int ATTRIBUTE = 500;
    private static final int DECIMALS = 6;
    private static final Pattern DEGREES = Pattern.compile("[+-]?[0-9]{1,3}(\\.[0-9]{1,20})?");
    private static final Pattern ADDRESS_OF_MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final String BETWEEN = "\u001f";

    /**
     * @param service that it is of
     * @throws Refusal 400 with all that is wrong, by field
     */
    static NewReport of(Sent sent, Services.Service service, Units units, CityBounds bounds) {
        Map<String, String> wrong = new LinkedHashMap<>();
        @Nullable BigDecimal lat = degrees(sent, "lat", wrong);
        @Nullable BigDecimal lng = degrees(sent, "long", wrong);
        @Nullable String address = sent.text("address_string", ADDRESS, wrong);
        @Nullable String addressId = sent.text("address_id", WORD, wrong);
        if (sent.get("lat").isPresent() != sent.get("long").isPresent()) {
            wrong.put("lat", "lat 和 long 要一起填写");
        } else if (lat != null && lng != null && !bounds.contain(lng, lat)) {
            wrong.put("lat", "lat、long：" + CityBounds.OUTSIDE);
        } else if (sent.get("lat").isEmpty() && address == null && addressId == null && wrong.isEmpty()) {
            wrong.put("lat", "缺少位置：请填写 lat 和 long，或者 address_string，或者 address_id");
        }
        Map<String, List<String>> attributes = sent.attributes();
        @Nullable String community = unit(attributes.remove(Services.COMMUNITY), units, wrong);
        boolean place = addressId != null && units.openPlace(addressId).isPresent();
        if (addressId != null && !place) {
            // One of another register is no place of ours; beside a position or an address it is only one word more.
            if (lat == null && address == null) {
                wrong.putIfAbsent("address_id", "没有这个 address_id：应为本市社区、街道或区县的代码");
            }
            attributes.put("address_id", List.of(addressId));
        }
        @Nullable String description = sent.text("description", DESCRIPTION, wrong);
        @Nullable String mediaUrl = url(sent, wrong);
        String text = text(service, description, attributes, mediaUrl, wrong);
        Bodies.Person person = person(sent, wrong);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        Bodies.Order body = new Bodies.Order(
                null,
                service.code(),
                null,
                text,
                new Bodies.Place(
                        community == null && place ? addressId : community,
                        address,
                        rounded(lng),
                        rounded(lat),
                        "WGS84"),
                null,
                person,
                null,
                "HERE",
                null,
                null);
        Said said = new Said(service.code(), description, address, addressId, lat, lng, mediaUrl);
        return new NewReport(body, said, print(sent, body));
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal degrees) {
        return degrees == null ? null : degrees.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal degrees(Sent sent, String field, Map<String, String> wrong) {
        Optional<String> typed = sent.get(field);
        if (typed.isPresent() && !DEGREES.matcher(typed.get()).matches()) {
            wrong.put(field, field + " 应为 WGS-84 的度数，例如 24.513025");
            return null;
        }
        return typed.map(BigDecimal::new).orElse(null);
    }

    private static @Nullable String unit(@Nullable List<String> typed, Units units, Map<String, String> wrong) {
        if (typed == null) {
            return null;
        } else if (typed.size() > 1 || units.openPlace(typed.get(0)).isEmpty()) {
            wrong.put(Services.COMMUNITY, "attribute[" + Services.COMMUNITY + "] 应为服务定义里列出的一个代码");
            return null;
        }
        return typed.get(0);
    }

    private static @Nullable String url(Sent sent, Map<String, String> wrong) {
        @Nullable String typed = sent.text("media_url", URL, wrong);
        if (typed != null && !isUrl(typed)) {
            wrong.put("media_url", "media_url 应为 http 或 https 开头的网址");
        }
        return typed;
    }

    static boolean isUrl(String typed) {
        try {
            URI uri = new URI(typed);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What else was said is said to whoever handles it: nothing gets lost because no definition names it. */
    private static String text(
            Services.Service service,
            @Nullable String description,
            Map<String, List<String>> attributes,
            @Nullable String mediaUrl,
            Map<String, String> wrong) {
        String told = description == null ? service.category().name() + "（没有文字说明）" : description;
        Stream<String> more = attributes.entrySet().stream()
                .map(one -> Texts.visible(one.getKey() + "：" + String.join("、", one.getValue())));
        List<String> lines = Stream.concat(more, Optional.ofNullable(mediaUrl).map(url -> "图片：" + url).stream())
                .toList();
        if (lines.stream().anyMatch(line -> Texts.length(line) > ATTRIBUTE + URL || !Texts.isReadable(line))) {
            wrong.put("attribute", "attribute 的值太长，或者含有不可见的控制字符");
        }
        String text = Stream.concat(Stream.of(told), lines.stream()).collect(Collectors.joining("\n"));
        if (Texts.length(text) > TEXT) {
            wrong.putIfAbsent("attribute", "description 与 attribute 合计不能超过 " + TEXT + " 字");
        }
        return text;
    }

    private static Bodies.Person person(Sent sent, Map<String, String> wrong) {
        String first = Optional.ofNullable(sent.text("first_name", WORD, wrong)).orElse("");
        String last = Optional.ofNullable(sent.text("last_name", WORD, wrong)).orElse("");
        boolean han = (first + last).codePoints().anyMatch(Character::isIdeographic);
        String name = (han ? last + first : first + " " + last).strip();
        if (Texts.length(name) > WORD) {
            wrong.put("last_name", "first_name 与 last_name 合计不能超过 " + WORD + " 字");
        }
        @Nullable String phone = sent.text("phone", PHONE, wrong);
        @Nullable String email = sent.text("email", EMAIL, wrong);
        if (email != null && !ADDRESS_OF_MAIL.matcher(email).matches()) {
            wrong.put("email", "email 不是邮箱地址");
        }
        // The address stands beside the number, where whoever handles it finds it, and is encrypted like it.
        String contact = Stream.of(Optional.ofNullable(phone), Optional.ofNullable(email))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("；"));
        return new Bodies.Person(name.isEmpty() ? null : name, contact.isEmpty() ? null : contact, false);
    }

    private static String print(Sent sent, Bodies.Order body) {
        return DigestUtils.sha256Hex(Stream.concat(
                        Stream.of(body.toString()),
                        Stream.of("device_id", "account_id")
                                .map(field -> sent.get(field).orElse("")))
                .collect(Collectors.joining(BETWEEN)));
    }
}
