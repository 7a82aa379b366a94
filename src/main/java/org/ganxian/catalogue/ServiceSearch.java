package org.ganxian.catalogue;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.ganxian.platform.ShippedCsv;
import org.springframework.stereotype.Component;

/**
 * Finds service items by what residents call them: 开理发店 means 公共场所卫生许可. Names come first, then what everyday
 * words mean, then what the guides have in common with the question.
 */
@Component
class ServiceSearch {

    private static final String WORDS = "data/service-words.csv";

    /** What stands in every question tells of none. */
    private static final Pattern STOCK =
            Pattern.compile("怎么办理|如何办理|怎么办|怎么|如何|请问|您好|你好|我想|我要|想要|需要|可以|哪里|什么|手续|材料|申请|办理|证明|一个|一家|一下");

    private static final Pattern NOT_CHINESE = Pattern.compile("[^\\p{IsHan}]+");

    private record Meaning(List<String> words, List<String> terms) {}

    /**
     * @param items best first
     * @param because the words of the question for which they were found; empty when they have the question itself
     */
    record Found(List<ServiceGuide> items, Set<String> because) {}

    private record Hit(ServiceGuide item, int score) {}

    private final ServiceWord.Repository added;

    ServiceSearch(ServiceWord.Repository added) {
        this.added = added;
    }

    private final List<Meaning> meanings = ShippedCsv.rows(WORDS).stream()
            .map(row -> new Meaning(words(row.get("words")), words(row.get("means"))))
            .toList();

    private static List<String> words(String cell) {
        return List.of(cell.toUpperCase(Locale.ROOT).split(" "));
    }

    /** @param text blank finds all */
    Found in(List<ServiceGuide> all, String text) {
        List<ServiceGuide> named =
                all.stream().filter(item -> item.matches(text)).toList();
        if (!named.isEmpty()) {
            return new Found(named, Set.of());
        }
        String asked = text.toUpperCase(Locale.ROOT);
        Set<String> said = new LinkedHashSet<>();
        Set<String> terms = new LinkedHashSet<>();
        for (Meaning meaning : meanings) {
            meaning.words().stream().filter(asked::contains).forEach(word -> {
                said.add(word);
                terms.addAll(meaning.terms());
            });
        }
        added.findAllByOrderByIdDesc().stream()
                .filter(one -> asked.contains(one.word().toUpperCase(Locale.ROOT)))
                .forEach(one -> {
                    said.add(one.word());
                    terms.add(one.means());
                });
        List<ServiceGuide> meant = ranked(all, terms);
        if (!meant.isEmpty()) {
            return new Found(meant, said);
        }
        Set<String> pairs = pairs(text);
        List<ServiceGuide> alike = ranked(all, pairs);
        pairs.removeIf(pair -> alike.stream().noneMatch(item -> score(item, Set.of(pair)) > 0));
        return new Found(alike, pairs);
    }

    private static List<ServiceGuide> ranked(List<ServiceGuide> all, Set<String> terms) {
        return all.stream()
                .map(item -> new Hit(item, score(item, terms)))
                .filter(hit -> hit.score() > 0)
                .sorted(Comparator.comparingInt(Hit::score).reversed())
                .map(Hit::item)
                .toList();
    }

    /** What stands in the name counts most. */
    private static int score(ServiceGuide item, Set<String> terms) {
        String guide = item.guide() == null ? "" : item.guide();
        return terms.stream()
                .mapToInt(term -> item.name().contains(term) ? 3 : guide.contains(term) ? 1 : 0)
                .sum();
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new LinkedHashSet<>();
        for (String part : NOT_CHINESE.split(STOCK.matcher(text).replaceAll(" "))) {
            for (int at = 0; at + 2 <= part.length(); at++) {
                pairs.add(part.substring(at, at + 2));
            }
        }
        return pairs;
    }
}
