package org.ganxian.similar;

import java.util.Locale;

/** How well the same matter is told by its text, for several thresholds. Prints figures only. */
final class SimilarBenchmark {

    private static final double[] THRESHOLDS = {0.14, 0.18, Likeness.ALIKE, 0.26, 0.30};

    private SimilarBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        for (double threshold : THRESHOLDS) {
            Matters.Verdict verdict = Matters.at(threshold);
            System.out.printf(
                    Locale.ROOT,
                    "Same matter by text, from %.2f: recall %.2f (%d of %d), precision %.2f (%d wrong)%n",
                    threshold,
                    verdict.recall(),
                    verdict.found(),
                    verdict.same(),
                    verdict.precision(),
                    verdict.wrong());
        }
    }
}
