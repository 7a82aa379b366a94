package org.ganxian.suggestion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of categories at one moment: phrases that mean them, and counts of the words of past cases. Cases vote
 * for theirs by how near they are (the nearest ten, and the middle of all of a category, tf-idf and cosine).
 */
final class CategoryModel {

    /** A past case: its category and how often each term is in it; nothing of it can be read. */
    record Example(String code, Map<String, Integer> counts) {}

    /**
     * @param words of the text for which it is suggested, the weightiest first; may be empty
     * @param score only to be compared with others of the same text
     */
    record Ranked(String code, double score, List<String> words) {}

    private record Posting(int example, double weight) {}

    private static final int NEAREST = 10;
    /** Terms of a single case may be a name; they are forgotten. */
    private static final int FEWEST_CASES = 2;

    private static final int FIRST_LEVEL = 2;
    private static final int WORDS = 3;
    private static final double PART_OF_ABOVE = 0.5;
    /** So that a first level that the middle of its cases speaks for is there at all. */
    private static final double LEAST = 0.01;

    private static final double SHARE_OF_PHRASES = 0.1;
    /** At this likeness past cases say as much as they can. */
    private static final double LIKE_ENOUGH = 0.12;
    /** So many past cases are believed by half. */
    private static final double FEW_CASES = 100;

    private final Phrases phrases;
    private final List<String> codeOf;
    private final Map<String, Double> rarity = new HashMap<>();
    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final Map<String, Map<String, Double>> middleOfFirst = new TreeMap<>();
    private final Map<String, Map<String, Double>> middleOf = new HashMap<>();

    CategoryModel(Collection<Phrases.Phrase> phrases, List<Example> examples) {
        this.phrases = new Phrases(phrases);
        this.codeOf = examples.stream().map(Example::code).toList();
        Map<String, Integer> cases = new HashMap<>();
        examples.forEach(example -> example.counts.keySet().forEach(term -> cases.merge(term, 1, Integer::sum)));
        cases.forEach((term, number) -> {
            if (number >= FEWEST_CASES) {
                rarity.put(term, Math.log(1 + examples.size() / (double) number));
            }
        });
        for (int i = 0; i < examples.size(); i++) {
            int example = i;
            Map<String, Double> vector = vector(examples.get(i).counts);
            Map<String, Double> first = middleOfFirst.computeIfAbsent(first(codeOf.get(i)), code -> new HashMap<>());
            Map<String, Double> own = middleOf.computeIfAbsent(codeOf.get(i), code -> new HashMap<>());
            vector.forEach((term, weight) -> {
                postings.computeIfAbsent(term, t -> new ArrayList<>()).add(new Posting(example, weight));
                first.merge(term, weight, Double::sum);
                own.merge(term, weight, Double::sum);
            });
        }
        middleOfFirst.replaceAll((code, sum) -> unit(sum));
    }

    private static String first(String code) {
        return code.substring(0, Math.min(FIRST_LEVEL, code.length()));
    }

    private Map<String, Double> vector(Map<String, Integer> counts) {
        Map<String, Double> vector = new HashMap<>();
        counts.forEach((term, number) -> {
            Double rare = rarity.get(term);
            if (rare != null) {
                vector.put(term, Math.log1p(number) * rare);
            }
        });
        return unit(vector);
    }

    private static Map<String, Double> unit(Map<String, Double> vector) {
        double length = Math.sqrt(
                vector.values().stream().mapToDouble(weight -> weight * weight).sum());
        vector.replaceAll((term, weight) -> weight / length);
        return vector;
    }

    /** Categories that the text may be about, likeliest first; empty when it says nothing that is known. */
    List<Ranked> rank(@Nullable String title, String text) {
        Map<String, Integer> counts = Terms.counted(title, text);
        List<Phrases.Hit> hits = hits(title, text);
        Map<String, Double> said = new HashMap<>();
        hits.forEach(hit -> said.merge(hit.code(), hit.weight(), Double::sum));
        Map<String, Double> query = vector(counts);
        double[] likeness = likeness(query);
        Map<String, Double> votes = votes(likeness);
        Map<String, Double> firsts =
                firsts(said, votes, query, Arrays.stream(likeness).max().orElse(0));
        share(said);
        share(votes);
        Set<String> codes = new LinkedHashSet<>(said.keySet());
        codes.addAll(votes.keySet());
        codes.addAll(firsts.keySet());
        return codes.stream()
                .map(code -> {
                    double own = own(code, said) + own(code, votes) + LEAST;
                    double score = own * firsts.getOrDefault(first(code), 0.0);
                    return new Ranked(code, score, because(code, hits, query));
                })
                .filter(ranked -> ranked.score() > 0)
                .sorted(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::code))
                .toList();
    }

    /** How likely each first level is, between 0 and 1 + {@link #SHARE_OF_PHRASES}. */
    Map<String, Double> firsts(@Nullable String title, String text) {
        Map<String, Double> said = new HashMap<>();
        hits(title, text).forEach(hit -> said.merge(hit.code(), hit.weight(), Double::sum));
        Map<String, Double> query = vector(Terms.counted(title, text));
        double[] likeness = likeness(query);
        return firsts(
                said, votes(likeness), query, Arrays.stream(likeness).max().orElse(0));
    }

    /** What is said of the category itself, and a part of what is said of the one above it. */
    private static double own(String code, Map<String, Double> scores) {
        double above = code.length() > FIRST_LEVEL ? own(code.substring(0, code.length() - FIRST_LEVEL), scores) : 0;
        return scores.getOrDefault(code, 0.0) + PART_OF_ABOVE * above;
    }

    private List<Phrases.Hit> hits(@Nullable String title, String text) {
        List<Phrases.Hit> said = new ArrayList<>(title == null ? List.of() : phrases.in(title));
        said.addAll(phrases.in(text));
        return said.isEmpty() ? phrases.near(text) : said;
    }

    private Map<String, Double> firsts(
            Map<String, Double> said, Map<String, Double> votes, Map<String, Double> query, double nearest) {
        Map<String, Double> phrased = byFirst(said);
        share(phrased);
        Map<String, Double> learned = learned(byFirst(votes), query);
        double trust = Math.min(1, nearest / LIKE_ENOUGH) * codeOf.size() / (codeOf.size() + FEW_CASES);
        Map<String, Double> firsts = new TreeMap<>();
        phrased.forEach((code, part) -> firsts.merge(code, SHARE_OF_PHRASES * part, Double::sum));
        learned.forEach((code, part) -> firsts.merge(code, trust * part, Double::sum));
        return firsts;
    }

    private static Map<String, Double> byFirst(Map<String, Double> scores) {
        Map<String, Double> firsts = new TreeMap<>();
        scores.forEach((code, score) -> firsts.merge(first(code), score, Double::sum));
        return firsts;
    }

    /** What the nearest cases and the middles of categories say, each in its own standard deviations. */
    private Map<String, Double> learned(Map<String, Double> votes, Map<String, Double> query) {
        String[] codes = middleOfFirst.keySet().toArray(String[]::new);
        double[] near = standard(Arrays.stream(codes)
                .mapToDouble(code -> votes.getOrDefault(code, 0.0))
                .toArray());
        double[] middle = standard(Arrays.stream(codes)
                .mapToDouble(code -> dot(query, middleOfFirst.getOrDefault(code, Map.of())))
                .toArray());
        Map<String, Double> learned = new TreeMap<>();
        for (int i = 0; i < codes.length; i++) {
            learned.put(codes[i], Math.exp(near[i] + middle[i]));
        }
        share(learned);
        return learned;
    }

    private static double[] standard(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
        return Arrays.stream(values)
                .map(value -> deviation == 0 ? 0 : (value - mean) / deviation)
                .toArray();
    }

    private static double dot(Map<String, Double> query, Map<String, Double> other) {
        return query.entrySet().stream()
                .mapToDouble(term -> term.getValue() * other.getOrDefault(term.getKey(), 0.0))
                .sum();
    }

    private double[] likeness(Map<String, Double> query) {
        double[] likeness = new double[codeOf.size()];
        query.forEach((term, weight) -> postings.getOrDefault(term, List.of())
                .forEach(posting -> likeness[posting.example] += weight * posting.weight));
        return likeness;
    }

    private Map<String, Double> votes(double[] likeness) {
        Map<String, Double> votes = new HashMap<>();
        double[] sorted = likeness.clone();
        Arrays.sort(sorted);
        double least = sorted.length == 0 ? 0 : sorted[Math.max(0, sorted.length - NEAREST)];
        for (int i = 0; i < likeness.length; i++) {
            if (likeness[i] > 0 && likeness[i] >= least) {
                votes.merge(codeOf.get(i), Math.pow(likeness[i], 4), Double::sum);
            }
        }
        return votes;
    }

    private static void share(Map<String, Double> scores) {
        double sum = scores.values().stream().mapToDouble(score -> score).sum();
        scores.replaceAll((code, score) -> sum == 0 ? 0 : score / sum);
    }

    private List<String> because(String code, List<Phrases.Hit> hits, Map<String, Double> query) {
        Stream<String> phrased = hits.stream()
                .filter(hit -> hit.code().equals(code))
                .sorted(Comparator.comparingDouble(Phrases.Hit::weight).reversed())
                .map(Phrases.Hit::found);
        Map<String, Double> middle = middleOf.getOrDefault(code, middleOfFirst.getOrDefault(code, Map.of()));
        Stream<String> learned = query.entrySet().stream()
                .filter(term -> Terms.isWord(term.getKey()) && middle.containsKey(term.getKey()))
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> term) ->
                                term.getValue() * middle.getOrDefault(term.getKey(), 0.0))
                        .reversed())
                .map(Map.Entry::getKey);
        return Stream.concat(phrased, learned).distinct().limit(WORDS).toList();
    }
}
