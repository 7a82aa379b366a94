package org.ganxian.intake.imports;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ganxian.demand.Demand;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What a row says, as far as it could be read; null where it says nothing. */
record Said(
        @Nullable String title,
        @Nullable String text,
        @Nullable String name,
        @Nullable String phone,
        @Nullable Instant time,
        @Nullable String category,
        @Nullable String place,
        @Nullable String address) {

    private static final int TITLE_LENGTH = 120;

    /**
     * In which columns it says something else than the record that is here under the same number. Where one of them says
     * nothing, or the row cannot be read, they do not differ.
     */
    List<Column> differencesFrom(Demand demand) {
        List<Column> different = new ArrayList<>();
        note(different, Column.TITLE, title == null ? null : Texts.shorten(title, TITLE_LENGTH), demand.title());
        note(different, Column.TEXT, text, demand.description());
        note(different, Column.NAME, name, demand.contactName());
        note(different, Column.PHONE, phone, demand.contactPhone());
        note(different, Column.TIME, kept(time), kept(demand.occurredAt().orElse(null)));
        note(different, Column.CATEGORY, category, demand.categoryCode());
        note(different, Column.PLACE, place, demand.placeCode());
        note(different, Column.ADDRESS, address, demand.address());
        return different;
    }

    private static void note(List<Column> different, Column column, @Nullable Object said, @Nullable Object here) {
        if (said != null && here != null && !Objects.equals(said, here)) {
            different.add(column);
        }
    }

    /** As the database keeps it. */
    private static @Nullable Instant kept(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
