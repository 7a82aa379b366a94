package org.ganxian.similar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The labelled set {@code matters.csv}: invented texts, each with the matter that it is about. */
final class Matters {

    private record Written(String matter, Set<String> pairs) {}

    /** What a threshold makes of all pairs of texts. */
    record Verdict(int same, int found, int wrong) {

        double recall() {
            return (double) found / same;
        }

        double precision() {
            return (double) found / (found + wrong);
        }
    }

    private Matters() {}

    /** Each text compared with each. */
    static Verdict at(double threshold) throws IOException {
        List<Written> texts = texts();
        int same = 0;
        int found = 0;
        int wrong = 0;
        for (int one = 0; one < texts.size(); one++) {
            for (int other = one + 1; other < texts.size(); other++) {
                boolean isSame = texts.get(one).matter().equals(texts.get(other).matter());
                boolean alike =
                        Likeness.of(texts.get(one).pairs(), texts.get(other).pairs()) >= threshold;
                same += isSame ? 1 : 0;
                found += isSame && alike ? 1 : 0;
                wrong += !isSame && alike ? 1 : 0;
            }
        }
        return new Verdict(same, found, wrong);
    }

    private static List<Written> texts() throws IOException {
        try (var in = Objects.requireNonNull(Matters.class.getResourceAsStream("/similar/matters.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .map(cells -> new Written(cells[0], Likeness.pairs(null, cells[1])))
                    .toList();
        }
    }
}
