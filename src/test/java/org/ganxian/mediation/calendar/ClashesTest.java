package org.ganxian.mediation.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ganxian.mediation.calendar.Clashes.Kind;
import org.ganxian.mediation.calendar.Clashes.Slot;
import org.junit.jupiter.api.Test;

/** Two appointments clash over a mediator or a room, and over nothing else. */
class ClashesTest {

    private static Slot slot(long id, int from, int to, String committee, String room, String... mediators) {
        Instant day = Instant.parse("2026-06-09T00:00:00Z");
        return new Slot(
                id, day.plusSeconds(from * 3600L), day.plusSeconds(to * 3600L), committee, room, Set.of(mediators));
    }

    private static final Slot ONE = slot(1, 9, 11, "M1", "调解室 1", "a", "b");

    private static List<Kind> kinds(Slot other) {
        return Clashes.of(ONE, List.of(ONE, other)).stream()
                .map(Clashes.Clash::kind)
                .toList();
    }

    @Test
    void aMediatorCannotBeInTwoRooms() {
        assertThat(kinds(slot(2, 10, 12, "M2", "别处", "b"))).containsExactly(Kind.MEDIATOR);
        assertThat(kinds(slot(2, 9, 10, "M1", "别处", "c"))).isEmpty();
    }

    @Test
    void aRoomIsKnownHoweverItIsTypedAndWithinItsCommitteeAlone() {
        assertThat(kinds(slot(2, 8, 10, "M1", "调解室１", "c"))).containsExactly(Kind.ROOM);
        assertThat(kinds(slot(2, 8, 10, "M2", "调解室 1", "c"))).isEmpty();
    }

    @Test
    void bothClashAndTheOneAfterTheOtherDoesNot() {
        assertThat(kinds(slot(2, 8, 12, "M1", "调解室1", "a"))).containsExactly(Kind.MEDIATOR, Kind.ROOM);
        assertThat(kinds(slot(2, 11, 12, "M1", "调解室1", "a"))).isEmpty();
        assertThat(kinds(slot(2, 8, 9, "M1", "调解室1", "a"))).isEmpty();
        assertThat(Clashes.of(ONE, List.of(ONE))).isEmpty();
    }
}
