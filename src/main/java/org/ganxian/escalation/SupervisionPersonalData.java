package org.ganxian.escalation;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What superiors wrote about a case among themselves: nothing of it is the resident's to get, all of it goes. */
@Component
@Order(5)
@RequiredArgsConstructor
class SupervisionPersonalData implements PersonalData {

    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "督办";
    }

    @Override
    public List<Line> of(Case one) {
        return List.of();
    }

    @Override
    public void erase(Case one) {
        jdbc.update("update supervision set reason = null where subject = ?", one.number());
        jdbc.update("update handover set reason = null where subject = ?", one.number());
    }
}
