package org.ganxian.reply;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.panel.TaskDesk;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Due;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a task's form offers to begin a text with. */
@Service
@Transactional
@RequiredArgsConstructor
class Replies {

    /**
     * @param field of the task's form
     * @param text with the case's facts
     */
    record Reply(String field, String title, String text) {}

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(PeopleTime.ZONE);

    private final TaskDesk desk;
    private final ReplyFields fields;
    private final ReplyTemplates templates;
    private final Categories categories;
    private final Units units;

    /**
     * For whoever holds the task.
     *
     * @throws Refusal 403 for everybody else, 404 for one that is not there any more
     */
    List<Reply> forTask(String taskId) {
        TaskDesk.View view = desk.mine(taskId);
        if (!view.holds()) {
            throw Refusal.forbidden("请先领取该任务");
        }
        Demand demand = view.demand();
        return fields.formOf(view.task().getTaskDefinitionKey()).stream()
                .flatMap(form -> templates.offered(form, demand.categoryCode(), placesOf(demand)).stream())
                .map(template -> new Reply(
                        template.field(), template.title(), ReplyWords.filled(template.words(), factsOf(demand))))
                .toList();
    }

    /** Units whose templates are for this case, from below. */
    private List<String> placesOf(Demand demand) {
        return Stream.of(units.upwards(demand.servingUnit()), units.upwards(demand.placeCode()), List.of(units.city()))
                .flatMap(List::stream)
                .map(Unit::code)
                .distinct()
                .toList();
    }

    private Map<Placeholder, String> factsOf(Demand demand) {
        Map<Placeholder, String> facts = new EnumMap<>(Placeholder.class);
        facts.put(Placeholder.NUMBER, demand.number());
        facts.put(Placeholder.TITLE, Masks.inText(demand.title()));
        facts.put(Placeholder.RECEIVED, DAY.format(demand.receivedAt()));
        facts.put(Placeholder.TODAY, templates.today().format(DAY));
        List<String> path = new ArrayList<>(categories.path(demand.categoryCode()));
        if (!path.isEmpty()) {
            facts.put(Placeholder.CATEGORY, path.get(path.size() - 1));
        }
        if (demand.placeCode() != null) {
            facts.put(Placeholder.PLACE, units.path(demand.placeCode()));
        }
        units.find(demand.servingUnit()).ifPresent(unit -> facts.put(Placeholder.UNIT, unit.name()));
        Instant due = Due.of(demand).at();
        if (due != null) {
            facts.put(Placeholder.DEADLINE, DAY.format(due));
        }
        return facts;
    }
}
