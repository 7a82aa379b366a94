package org.ganxian.danger;

import java.util.List;
import java.util.Set;
import org.ganxian.platform.ShippedCsv;

/** The list as this release has it. */
final class ShippedWords {

    static final List<Word> ALL = ShippedCsv.rows("data/danger-words.csv").stream()
            .map(row -> new Word(Kind.valueOf(row.get("kind")), row.get("word")))
            .toList();

    private static final Set<Word> KNOWN = Set.copyOf(ALL);

    private ShippedWords() {}

    static boolean contain(Word word) {
        return KNOWN.contains(word);
    }
}
