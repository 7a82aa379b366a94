package org.ganxian.intake.imports;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What files may be imported.
 *
 * @param profiles by the name under which a caller may ask for one
 * @param maxRows the most records in one file
 */
@ConfigurationProperties("ganxian.import")
record ImportSettings(
        Map<String, ColumnProfile> profiles,
        @DefaultValue("50000") int maxRows) {}
