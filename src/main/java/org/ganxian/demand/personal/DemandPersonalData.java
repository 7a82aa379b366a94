package org.ganxian.demand.personal;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.privacy.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The demand itself, its timeline and photos. The timeline is append-only for everybody else. */
@Component
@Order(1)
@RequiredArgsConstructor
class DemandPersonalData implements PersonalData {

    /** What stands in place of its title and text; neither can be empty. */
    private static final String ERASED = "（个人信息已删除）";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Demands demands;
    private final Attachments attachments;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    @Override
    public String title() {
        return "诉求";
    }

    @Override
    public List<Line> of(Case one) {
        Demand demand = demands.get(one.number());
        List<Line> lines = new ArrayList<>();
        add(lines, "编号", demand.number());
        add(lines, "标题", demand.title());
        add(lines, "内容", demand.description());
        add(lines, "姓名", demand.contactName());
        add(lines, "电话", demand.contactPhone());
        add(lines, "电话备注", demand.phoneNote());
        add(lines, "地址", demand.address());
        add(lines, "位置", demand.longitude() == null ? null : demand.longitude() + "," + demand.latitude());
        add(lines, "来源", demand.source().title());
        add(lines, "收到时间", PeopleTime.of(demand.receivedAt()));
        add(lines, "状态", demand.status().title());
        demands.timeline(demand).stream()
                .filter(entry -> entry.step().isToldTo(demand))
                .forEach(entry -> add(
                        lines,
                        PeopleTime.of(entry.at()) + " " + entry.step().title(),
                        entry.actorTitle() + (entry.text() == null ? "" : "：" + entry.text())));
        return lines;
    }

    private static void add(List<Line> lines, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            lines.add(new Line(name, text));
        }
    }

    @Override
    public List<File> files(Case one) {
        Demand demand = demands.get(one.number());
        return attachments.of(demand).stream()
                .map(photo -> new File(
                        photo.id() + " " + photo.name(),
                        attachments.get(demand, photo.id()).content()))
                .toList();
    }

    @Override
    public void erase(Case one) {
        demands.get(one.number()).erase(ERASED, codeOfNobody());
        jdbc.update("update demand set erased_at = ? where id = ?", Timestamp.from(clock.instant()), one.id());
        jdbc.update("update timeline_entry set note = null where demand_id = ? and step <> 'ERASED'", one.id());
        jdbc.update("delete from attachment where demand_id = ?", one.id());
    }

    /** Longer than any that was handed out, and told to nobody. */
    private static String codeOfNobody() {
        return "%018d".formatted(RANDOM.nextLong(1_000_000_000_000_000_000L));
    }
}
