package org.ganxian.intake.portal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.demand.Source;
import org.ganxian.intake.DemandRequest;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is typed into the portal. Nothing is checked here: its rules are those of {@link DemandRequest}.
 *
 * @param key stands for this sheet of paper: sent twice, it places one order
 * @param position of the phone, WGS 84, longitude and latitude in degrees with a comma between; empty unless asked for
 * @param anonymous anything for a resident who leaves neither name nor telephone
 */
public record OrderForm(
        String key,
        @Nullable String description,
        @Nullable String category,
        @Nullable String place,
        @Nullable String address,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String position,
        @Nullable String anonymous) {

    /** Longitude and latitude as the page's script writes them. */
    private static final Pattern POSITION = Pattern.compile("(-?\\d{1,3}\\.\\d{1,6}),(-?\\d{1,2}\\.\\d{1,6})");

    /** Where a field of {@link DemandRequest} stands on the page, in the page's order. */
    private static final Map<String, String> ON_PAGE = new LinkedHashMap<>();

    static {
        ON_PAGE.put("description", "description");
        ON_PAGE.put("category", "category");
        ON_PAGE.put("place.unit", "place");
        ON_PAGE.put("place.longitude", "position");
        ON_PAGE.put("place.latitude", "position");
        ON_PAGE.put("place.address", "address");
        ON_PAGE.put("contact.name", "name");
        ON_PAGE.put("contact.phone", "phone");
        ON_PAGE.put("contact.anonymous", "anonymous");
    }

    static OrderForm blank() {
        return new OrderForm(newKey(), null, null, null, null, null, null, null, null);
    }

    /** The same words on a fresh sheet. */
    OrderForm anew() {
        return new OrderForm(newKey(), description, category, place, address, name, phone, position, anonymous);
    }

    OrderForm of(String chosen) {
        return new OrderForm(key, description, chosen, place, address, name, phone, position, anonymous);
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** False when the page was changed on its way. */
    boolean hasKey() {
        return isKey(key);
    }

    static boolean isKey(String key) {
        try {
            return key != null && UUID.fromString(key).toString().equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** False when the page was changed on its way. */
    boolean hasReadablePosition() {
        return !hasPosition()
                || POSITION.matcher(Objects.requireNonNull(position)).matches();
    }

    public boolean hasPosition() {
        return position != null && !position.isBlank();
    }

    private @Nullable BigDecimal degrees(int part) {
        return degrees(position, part);
    }

    /** @param part 1 for the longitude, 2 for the latitude; null for what is no position */
    static @Nullable BigDecimal degrees(@Nullable String position, int part) {
        Matcher read = POSITION.matcher(position == null ? "" : position);
        return read.matches() ? new BigDecimal(read.group(part)) : null;
    }

    DemandRequest request() {
        return new DemandRequest(
                category,
                // A browser sends line ends as two characters; people count one.
                description == null ? null : description.replace("\r\n", "\n"),
                new DemandRequest.Place(
                        place == null || place.isEmpty() ? null : place, address, degrees(1), degrees(2)),
                new DemandRequest.Contact(name, Texts.halfWidth(phone), anonymous == null ? null : true),
                Source.PORTAL);
    }

    /** The messages by their fields on the page; messages about no field of the page have the key {@code form}. */
    static Map<String, String> onPage(Map<String, String> messages) {
        Map<String, String> placed = new LinkedHashMap<>();
        ON_PAGE.forEach((path, field) -> {
            if (messages.containsKey(path)) {
                placed.put(field, messages.get(path));
            }
        });
        messages.forEach((path, message) -> {
            if (!ON_PAGE.containsKey(path)) {
                placed.put("form", message);
            }
        });
        return placed;
    }
}
