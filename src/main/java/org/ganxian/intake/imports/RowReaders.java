package org.ganxian.intake.imports;

import java.time.Clock;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.organization.PlaceNames;
import org.ganxian.organization.Units;
import org.ganxian.platform.CityBounds;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.ganxian.platform.table.Table;
import org.springframework.stereotype.Component;

/** Makes the reader of one table's rows, which knows the city's categories and places. */
@Component
@RequiredArgsConstructor
class RowReaders {

    private final Categories categories;
    private final Units units;
    private final PhoneNumbers phones;
    private final CityBounds bounds;
    private final Clock clock;

    /**
     * @param separated as {@link Table#isSeparated} says of the table
     * @param username whoever imports the table
     */
    RowReader of(Header header, boolean separated, String username) {
        return new RowReader(
                header, separated, categories, PlaceNames.of(units.all()), phones, bounds, clock, username);
    }
}
