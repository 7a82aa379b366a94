package org.ganxian.demand;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a door hands over, already checked by that door as far as it can be; {@link Demands#register} checks the rest.
 *
 * @param title at most 120 characters; null: the beginning of the description
 * @param category a code of any level
 * @param description what the resident wants, at most 5,000 characters
 * @param place code of a city, district, street or community; null when unknown
 * @param address free text, at most 200 characters, may be null
 * @param longitude WGS 84 degrees, null together with {@code latitude}
 * @param name of the resident, may be null
 * @param phone that can be dialled, as {@code PhoneNumbers} reads it; may be null where the door does not know it
 * @param external number in the system it came from, null otherwise
 * @param occurredAt when the resident spoke, if earlier than the receipt here; null otherwise
 * @param registeredBy engine user id of the member of staff, null for a resident
 * @param phoneNote what else was written for a telephone number: a second one, or what is none; at most 200 characters,
 *     may be null
 */
public record NewDemand(
        @Nullable String title,
        String category,
        String description,
        @Nullable String place,
        @Nullable String address,
        @Nullable BigDecimal longitude,
        @Nullable BigDecimal latitude,
        @Nullable String name,
        @Nullable String phone,
        Source source,
        @Nullable External external,
        @Nullable Instant occurredAt,
        @Nullable String registeredBy,
        @Nullable String phoneNote) {

    /** The same, of another category. */
    NewDemand of(String otherCategory) {
        return new NewDemand(
                title,
                otherCategory,
                description,
                place,
                address,
                longitude,
                latitude,
                name,
                phone,
                source,
                external,
                occurredAt,
                registeredBy,
                phoneNote);
    }

    /**
     * A number in another system, unique together with that system's name.
     *
     * @param number as the other system writes it
     */
    public record External(String system, String number) {

        /** What spreadsheets put around a number that is to stay a text: {@code ="1"}, {@code '1}, quotes. */
        private static final Pattern WRAPPING = Pattern.compile("^=?[\"'`´‘’“”]+|[\"'`´‘’“”]+$");

        private static final Pattern INVISIBLE =
                Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}\\s\\x{115F}\\x{1160}\\x{3164}]");

        /** A number from a file, without what copying and spreadsheets add to it. */
        public static External written(String system, String number) {
            String plain = Normalizer.normalize(number, Normalizer.Form.NFKC);
            String seen = INVISIBLE.matcher(plain).replaceAll("");
            return new External(system, WRAPPING.matcher(seen).replaceAll(""));
        }

        /** By which two ways of writing one number are the same. */
        public String key() {
            return written(system, number).number.toUpperCase(Locale.ROOT);
        }
    }
}
