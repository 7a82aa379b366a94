package org.ganxian.document;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The papers themselves. Their numbers, days and hashes stay in the register of documents. */
@Component
@Order(4)
@RequiredArgsConstructor
class DocumentPersonalData implements PersonalData {

    private final Documents documents;
    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "文书";
    }

    @Override
    public List<Line> of(Case one) {
        return documents.of(one.number()).stream()
                .map(document -> new Line(document.serial(), document.title()))
                .toList();
    }

    @Override
    public void erase(Case one) {
        jdbc.update("update document set content = ?, size = 0 where subject = ?", new byte[0], one.number());
    }
}
