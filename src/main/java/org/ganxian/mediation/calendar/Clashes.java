package org.ganxian.mediation.calendar;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether two appointments want the same mediator or the same room at the same time. */
final class Clashes {

    /** What both want. */
    enum Kind {
        MEDIATOR,
        ROOM
    }

    /**
     * @param committee code of the unit whose room it is: rooms of others may have the same name
     * @param mediators user names
     */
    record Slot(Long id, Instant from, Instant to, String committee, String room, Set<String> mediators) {}

    record Clash(Kind kind, Slot with) {}

    private Clashes() {}

    /** Of one with all others, in their order. What ends when another begins does not clash. */
    static List<Clash> of(Slot slot, List<Slot> all) {
        List<Clash> clashes = new ArrayList<>();
        for (Slot other : all) {
            boolean together = other.from().isBefore(slot.to()) && slot.from().isBefore(other.to());
            if (other.id().equals(slot.id()) || !together) {
                continue;
            }
            if (!Collections.disjoint(slot.mediators(), other.mediators())) {
                clashes.add(new Clash(Kind.MEDIATOR, other));
            }
            if (slot.committee().equals(other.committee()) && plain(slot.room()).equals(plain(other.room()))) {
                clashes.add(new Clash(Kind.ROOM, other));
            }
        }
        return clashes;
    }

    /** However it is typed. */
    private static String plain(String room) {
        return Normalizer.normalize(room, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT);
    }
}
