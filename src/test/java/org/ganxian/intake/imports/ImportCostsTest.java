package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.assertCounts;
import static org.ganxian.intake.ClerksDoor.calls;
import static org.ganxian.intake.ClerksDoor.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.SentStatements.Asked;
import org.ganxian.intake.ClerksDoor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A city brings tens of thousands of rows: what each of them costs the database. */
@IntegrationTest
class ImportCostsTest {

    private static final int FEW = 10;
    private static final int MANY = 40;

    /** The demand, its number, two lines of its timeline, three clocks; everything else is written for all rows at once. */
    private static final double MOST_A_ROW = 8;

    @Autowired
    ClerksDoor door;

    @Test
    void aRowMoreOfAPartAsksNothingAndWritesLittle() throws Exception {
        imported(FEW); // what is read once is read by now
        List<String> few = imported(FEW);
        List<String> many = imported(MANY);

        Map<String, Integer> more = counts(many);
        counts(few).forEach((sql, times) -> more.merge(sql, -times, Integer::sum));
        more.values().removeIf(times -> times == 0);
        assertThat((double) (many.size() - few.size()) / (MANY - FEW))
                .as("statements a row: %s", more)
                .isLessThanOrEqualTo(MOST_A_ROW);
        assertThat(more.entrySet())
                .filteredOn(one -> one.getKey().startsWith("select") && one.getValue() >= MANY - FEW)
                .as("asked for each row")
                .isEmpty();
    }

    private List<String> imported(int rows) {
        String file = HOTLINE + calls(numbers(rows));
        Asked<JsonNode> asked = SentStatements.allBy(() -> sent(file));
        assertCounts(asked.answer(), rows, 0, 0);
        return asked.statements();
    }

    private JsonNode sent(String file) {
        try {
            return door.imported(file);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> counts(List<String> statements) {
        Map<String, Integer> counts = new HashMap<>();
        statements.forEach(sql -> counts.merge(sql.strip().toLowerCase().replaceAll("\\s+", " "), 1, Integer::sum));
        return counts;
    }
}
