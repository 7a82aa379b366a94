package org.ganxian.evaluation;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What residents wrote with their grades. The grades stay. */
@Component
@Order(3)
@RequiredArgsConstructor
class RatingPersonalData implements PersonalData {

    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "评价";
    }

    @Override
    public List<Line> of(Case one) {
        return jdbc.query(
                "select grade, comment from evaluation where demand_id = ? order by round",
                (row, i) -> new Line(
                        Grade.valueOf(row.getString(1)).title(), row.getString(2) == null ? "" : row.getString(2)),
                one.id());
    }

    @Override
    public void erase(Case one) {
        jdbc.update("update evaluation set comment = null where demand_id = ?", one.id());
    }
}
