package org.ganxian.order;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Why an extension was asked for; the resident's copy has it from the timeline. */
@Component
@Order(6)
@RequiredArgsConstructor
class ExtensionPersonalData implements PersonalData {

    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "延期";
    }

    @Override
    public List<Line> of(Case one) {
        return List.of();
    }

    @Override
    public void erase(Case one) {
        jdbc.update("update extension_request set reason = '' where subject = ?", one.number());
    }
}
