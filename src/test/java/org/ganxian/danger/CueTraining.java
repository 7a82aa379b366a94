package org.ganxian.danger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.platform.ShippedCsv;

/**
 * Learns the points of the cues from the sentences of the tests and prints the lines for {@code danger-words.csv}:
 * logistic regression without intercept on characters and pairs of them, L2, by Nesterov's gradient. No test: run it when
 * sentences are added, never with those of the set that is kept apart.
 */
final class CueTraining {

    /** Not balanced, so nothing is measured by it. */
    static final String PRACTICE = "danger-practice";

    static final List<String> SETS = List.of(
            "danger-sentences",
            "danger-held-out-1",
            "danger-held-out-2",
            "danger-held-out-3",
            "danger-held-out-4",
            "danger-fresh-1",
            "danger-fresh-2",
            "danger-fresh-3",
            "danger-strangers-1",
            "danger-strangers-2",
            PRACTICE);

    /** Characters that any sentence has: alone they say how somebody writes, not of what. */
    private static final String OF_ANY = "了在着的是就也都一个这那有已经第我你他她们";

    private static final int LONGEST = 2;
    /** A piece that fewer sentences have says nothing. */
    private static final int SEEN = 2;
    /** How much the sentences count against small weights. */
    private static final double TRUST = 0.7;

    private static final int ROUNDS = 3000;
    private static final int STEP = 5;

    private record Sentence(int[] pieces, boolean danger) {}

    private CueTraining() {}

    public static void main(String[] args) {
        List<Set<String>> pieces = new ArrayList<>();
        List<Boolean> danger = new ArrayList<>();
        for (CSVRecord row : SETS.stream()
                .flatMap(set -> ShippedCsv.rows("cases/" + set + ".csv").stream())
                .toList()) {
            pieces.add(Cues.pieces(new PlainText(row.get("title") + "\n" + row.get("text")), LONGEST));
            danger.add(Boolean.parseBoolean(row.get("danger")));
        }
        List<String> known = frequent(pieces);
        Map<String, Integer> numbers = new HashMap<>();
        known.forEach(piece -> numbers.put(piece, numbers.size()));
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            sentences.add(new Sentence(
                    pieces.get(i).stream()
                            .filter(numbers::containsKey)
                            .mapToInt(numbers::get)
                            .toArray(),
                    danger.get(i)));
        }
        print(known, weights(sentences, known.size()));
    }

    private static List<String> frequent(List<Set<String>> pieces) {
        Map<String, Integer> counts = new TreeMap<>();
        pieces.stream().flatMap(Set::stream).forEach(piece -> counts.merge(piece, 1, Integer::sum));
        counts.entrySet()
                .removeIf(piece ->
                        piece.getValue() < SEEN || piece.getKey().chars().allMatch(c -> OF_ANY.indexOf(c) >= 0));
        return List.copyOf(counts.keySet());
    }

    private static double[] weights(List<Sentence> sentences, int size) {
        double[] weights = new double[size];
        double[] ahead = new double[size];
        double rate = 1 / (1 + TRUST * 0.25 * curvature(sentences, size));
        for (int round = 1; round <= ROUNDS; round++) {
            double[] gradient = ahead.clone();
            for (Sentence sentence : sentences) {
                double sum = 0;
                for (int piece : sentence.pieces) {
                    sum += ahead[piece];
                }
                double error = TRUST * (1 / (1 + Math.exp(-sum)) - (sentence.danger ? 1 : 0));
                for (int piece : sentence.pieces) {
                    gradient[piece] += error;
                }
            }
            for (int i = 0; i < size; i++) {
                double next = ahead[i] - rate * gradient[i];
                ahead[i] = next + (round - 1.0) / (round + 2.0) * (next - weights[i]);
                weights[i] = next;
            }
        }
        return weights;
    }

    /** No smaller than the largest eigenvalue of what the sentences share. */
    private static double curvature(List<Sentence> sentences, int size) {
        int[] counts = new int[size];
        sentences.forEach(sentence -> {
            for (int piece : sentence.pieces) {
                counts[piece]++;
            }
        });
        return sentences.stream()
                .mapToDouble(sentence -> java.util.Arrays.stream(sentence.pieces)
                        .map(i -> counts[i])
                        .sum())
                .max()
                .orElse(1);
    }

    private static void print(List<String> known, double[] weights) {
        Map<Integer, Set<String>> byPoints = new TreeMap<>();
        for (int i = 0; i < weights.length; i++) {
            int points = (int) Math.round(weights[i] * 100 / STEP) * STEP;
            if (points != 0) {
                byPoints.computeIfAbsent(points, p -> new TreeSet<>()).add(known.get(i));
            }
        }
        byPoints.forEach(
                (points, cues) -> lines(cues).forEach(line -> System.out.println("CUE," + points + "=" + line)));
    }

    /** No longer than a line of the list may be. */
    private static Stream<String> lines(Set<String> cues) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String cue : cues) {
            if (line.length() + cue.length() > Word.LENGTH - 10) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : "/").append(cue);
        }
        lines.add(line.toString());
        return lines.stream();
    }
}
