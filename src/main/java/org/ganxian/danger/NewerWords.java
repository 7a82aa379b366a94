package org.ganxian.danger;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What this release ships otherwise than a city's list, which an upgrade leaves alone once somebody has changed it.
 *
 * @param added shipped now, and not in the list; without what the city has removed itself
 * @param gone in the list as shipped by an earlier release, and shipped no more
 * @param kept all others of the list that count today
 */
record NewerWords(List<Word> added, List<DangerWord> gone, List<Word> kept) {

    static NewerWords of(List<DangerWord> lines, List<Word> shipped, LocalDate today, Predicate<Word> removedHere) {
        List<Word> known = lines.stream().map(DangerWord::asWord).toList();
        Predicate<DangerWord> shippedNoMore = line -> line.isShipped() && !shipped.contains(line.asWord());
        return new NewerWords(
                shipped.stream()
                        .filter(word -> !known.contains(word) && !removedHere.test(word))
                        .toList(),
                lines.stream().filter(shippedNoMore).toList(),
                lines.stream()
                        .filter(shippedNoMore.negate())
                        .filter(line -> line.countsOn(today))
                        .map(DangerWord::asWord)
                        .toList());
    }

    public boolean isNone() {
        return added.isEmpty() && gone.isEmpty();
    }

    /** The list as it would be with them. */
    WordList taken() {
        return new WordList(Stream.concat(kept.stream(), added.stream()).toList());
    }
}
