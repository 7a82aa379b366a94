package org.ganxian.organization.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganxian.organization.Unit;

/** Units as a form offers them, each with those above it, so that 城管局 of two districts can be told apart. */
final class UnitChoices {

    /** @param label zh-CN */
    record Choice(String code, String label) {}

    private UnitChoices() {}

    /** @param units parents before children; the topmost are named alone */
    static List<Choice> of(List<Unit> units) {
        Map<String, String> labels = new HashMap<>();
        return units.stream()
                .map(unit -> {
                    String above = unit.parent() == null ? null : labels.get(unit.parent());
                    String label = above == null ? unit.name() : above + " / " + unit.name();
                    labels.put(unit.code(), label);
                    return new Choice(unit.code(), label);
                })
                .toList();
    }
}
