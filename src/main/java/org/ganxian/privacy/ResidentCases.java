package org.ganxian.privacy;

import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds the cases of a telephone number. Numbers are kept so that nothing can be found by them, so all are looked
 * through, page by page: some seconds for a million, for something that is asked a few times a year.
 */
@Component
@RequiredArgsConstructor
class ResidentCases {

    private static final int AT_ONCE = 5_000;

    private record Row(
            long id,
            String number,
            @Nullable String phone,
            @Nullable String note) {}

    private final JdbcTemplate jdbc;
    private final Encrypted encrypted;
    private final PhoneNumbers phones;

    /**
     * @param phone as {@link PhoneNumbers.Written#number}
     * @return their numbers, oldest first
     */
    List<String> of(String phone) {
        List<String> found = new ArrayList<>();
        long last = 0;
        List<Row> rows;
        do {
            rows = jdbc.query(
                    "select id, number, contact_phone, phone_note from demand"
                            + " where id > ? and (contact_phone is not null or phone_note is not null) order by id limit "
                            + AT_ONCE,
                    (row, i) -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                    last);
            rows.stream().filter(row -> isOf(row, phone)).forEach(row -> found.add(row.number()));
            last = rows.isEmpty() ? last : rows.get(rows.size() - 1).id();
        } while (rows.size() == AT_ONCE);
        return found;
    }

    private boolean isOf(Row row, String phone) {
        String kept = encrypted.convertToEntityAttribute(row.phone());
        String note = encrypted.convertToEntityAttribute(row.note());
        return phone.equals(kept) || note != null && holds(note, phone);
    }

    /** A second number may be written in any way. */
    private boolean holds(String note, String phone) {
        for (String part : note.split("[^0-9+-]+")) {
            if (part.length() > 4 && phone.equals(phones.read(part).number())) {
                return true;
            }
        }
        return false;
    }
}
