package org.ganxian.mediation.figures;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** What figures count of agreements, case by case. */
@TestComponent
public class Promises {

    @Autowired
    private Fact.Rows rows;

    /** Yuan promised and duties not done, as in {@code 5000.00 0}. */
    public List<String> of(String committee) {
        return rows.between(List.of(committee), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")).stream()
                .filter(fact -> fact.effectiveAt() != null)
                .map(fact -> Objects.toString(fact.amount()) + " " + fact.unperformed())
                .toList();
    }
}
