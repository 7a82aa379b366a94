package org.ganxian.message;

import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Where a resident gets mails, and by which number their cases are found. */
@Component
@Order(6)
@RequiredArgsConstructor
class MessagePersonalData implements PersonalData {

    private final ResidentContact.Repository contacts;
    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "消息";
    }

    @Override
    public List<Line> of(Case one) {
        List<Line> lines = new ArrayList<>();
        contacts.findById(one.id()).ifPresent(contact -> {
            if (contact.email() != null) {
                lines.add(new Line("邮箱", contact.email()));
            }
            if (contact.muted()) {
                lines.add(new Line("消息", "不接收"));
            }
        });
        return lines;
    }

    @Override
    public void erase(Case one) {
        jdbc.update(
                "update resident_contact set phone_key = null, email = null, muted = true where demand_id = ?",
                one.id());
        jdbc.update(
                "update resident_message set shown = null, address = null, secret = null where demand_id = ?",
                one.id());
    }
}
