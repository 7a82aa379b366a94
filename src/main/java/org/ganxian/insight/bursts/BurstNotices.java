package org.ganxian.insight.bursts;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Managers;
import org.ganxian.insight.bursts.BurstFinder.Found;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.StaffDirectory;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.springframework.stereotype.Component;

/** Tells those managers who are nearest to the place. All others see it on their figures. */
@Component
@RequiredArgsConstructor
class BurstNotices {

    private final BurstWords words;
    private final Managers managers;
    private final People people;
    private final StaffDirectory staff;
    private final Units units;
    private final Notices notices;

    void tell(Found found) {
        notices.tell(
                nearest(found.place()),
                new Notice(
                        "BURST", Notice.NO_CASE, words.title(found), words.text(found) + "请在统计页的“突增”里打开清单，看是不是同一个原因。"));
    }

    private List<String> nearest(String place) {
        Map<String, Integer> distances = new HashMap<>();
        List<String> above = units.upwards(place).stream().map(Unit::code).toList();
        for (String username : staff.on(Set.of(Duty.MANAGER))) {
            people.find(username)
                    .flatMap(managers::lookedAfterBy)
                    .map(own -> above.indexOf(own.code()))
                    .filter(distance -> distance >= 0)
                    .ifPresent(distance -> distances.put(username, distance));
        }
        int least = distances.values().stream().min(Comparator.naturalOrder()).orElse(0);
        return distances.entrySet().stream()
                .filter(entry -> entry.getValue() == least)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
