package org.ganxian.suggestion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganxian.platform.Texts;

/** Words by the categories that they mean, ready to read texts with. */
final class Phrases {

    /** @param text … stands for up to {@link #GAP} characters of one clause; ？ at the end: says little, mostly where it is */
    record Phrase(String code, String text) {

        /** False for one that would be found in every text, or in none. */
        boolean isSound() {
            return Stream.of(ELLIPSIS.split(Terms.plain(text), -1))
                            .noneMatch(part -> part.isBlank() || part.equals(WEAK))
                    && Texts.isReadable(text)
                    && text.chars().noneMatch(Character::isWhitespace);
        }
    }

    /** @param weight in characters, shared by the categories that the phrase means */
    record Hit(String code, String found, double weight) {}

    private record Entry(
            Pattern pattern,
            boolean gapped,
            double length,
            Set<String> codes,
            Set<Integer> characters,
            List<String> pairs) {}

    private record Near(Entry entry, double part) {}

    private record Match(Entry entry, int start, int end, String found) {
        boolean isInside(Match other) {
            return other.start <= start
                    && end <= other.end
                    && other.end - other.start > end - start
                    // 路灯 in 路…坏 says what it always says.
                    && !other.entry.gapped;
        }

        boolean cuts(BitSet insideWords) {
            return insideWords.get(start) || insideWords.get(end);
        }
    }

    private static final int GAP = 8;
    /** People say first what it is about: 驾照过期 is about the licence. */
    private static final double FIRST = 0.3;

    private static final String WEAK = "?";
    private static final double LITTLE = 0.3;
    /** Parts with something between them, against a word of as many characters. */
    private static final double LOOSE = 0.9;

    /** A word that the text's own words are cut for is seldom meant: 动车 in 电动车. */
    private static final double CUT = 0.3;

    private static final int SHORT = 60;
    private static final int MOST_NEAR = 8;
    private static final double HALF = 1.2;
    private static final double BESIDE = 0.5;

    /** As it is after {@link Terms#plain}, too. */
    private static final Pattern ELLIPSIS = Pattern.compile("…+|\\.{2,}");

    /** By the first one or two characters: most entries need not be tried. */
    private final Map<String, List<Entry>> byBeginning = new HashMap<>();

    private final List<Entry> all = new ArrayList<>();
    private final Map<Integer, Double> rarity = new HashMap<>();

    Phrases(Collection<Phrase> phrases) {
        phrases.stream()
                .collect(Collectors.groupingBy(
                        phrase -> Terms.plain(phrase.text()),
                        LinkedHashMap::new,
                        Collectors.mapping(Phrase::code, Collectors.toSet())))
                .forEach((text, codes) -> {
                    Entry entry = entry(text, codes);
                    all.add(entry);
                    byBeginning
                            .computeIfAbsent(beginning(text), b -> new ArrayList<>())
                            .add(entry);
                });
        Map<Integer, Integer> entries = new HashMap<>();
        all.forEach(entry -> entry.characters.forEach(c -> entries.merge(c, 1, Integer::sum)));
        entries.forEach((c, number) -> rarity.put(c, Math.log(1 + all.size() / (double) number)));
    }

    private static String beginning(String text) {
        String first = ELLIPSIS.split(text, 2)[0];
        return first.substring(0, Math.min(2, first.length()));
    }

    private static Entry entry(String written, Set<String> codes) {
        boolean weak = written.endsWith(WEAK);
        String text = weak ? written.substring(0, written.length() - 1) : written;
        String pattern = Stream.of(ELLIPSIS.split(text))
                .map(Pattern::quote)
                .collect(Collectors.joining("[^。！？；!?;\\n]{0," + GAP + "}?"));
        String characters = ELLIPSIS.matcher(text).replaceAll("");
        return new Entry(
                Pattern.compile(pattern),
                characters.length() < text.length(),
                characters.length() * (weak ? LITTLE : 1) * (characters.length() < text.length() ? LOOSE : 1),
                codes,
                characters.codePoints().boxed().collect(Collectors.toSet()),
                Stream.of(ELLIPSIS.split(text)).flatMap(Phrases::pairs).toList());
    }

    private static Stream<String> pairs(String part) {
        return IntStream.range(1, part.length()).mapToObj(i -> part.substring(i - 1, i + 1));
    }

    /** What the text says; a phrase inside a longer one that is there says nothing of its own: 垃圾 in 垃圾短信. */
    List<Hit> in(String written) {
        String text = Terms.plain(written);
        Set<String> beginnings = new HashSet<>();
        for (int i = 0; i < text.length(); i++) {
            beginnings.add(text.substring(i, i + 1));
            beginnings.add(text.substring(i, Math.min(i + 2, text.length())));
        }
        List<Match> matches = beginnings.stream()
                .flatMap(beginning -> byBeginning.getOrDefault(beginning, List.of()).stream())
                .flatMap(entry -> entry.pattern.matcher(text).results().limit(3).map(found -> match(entry, found)))
                .toList();
        Map<Entry, List<Match>> said = matches.stream()
                .filter(match -> matches.stream().noneMatch(match::isInside))
                .collect(Collectors.groupingBy(Match::entry));
        BitSet inside = Terms.insideWords(text);
        List<Hit> hits = new ArrayList<>();
        said.forEach((entry, found) -> entry.codes.forEach(code -> hits.add(new Hit(
                code,
                found.get(0).found,
                entry.length
                        * (found.stream().allMatch(match -> match.cuts(inside)) ? CUT : 1)
                        * (1 + Math.log(found.size()))
                        * (1 + FIRST * (1 - found.get(0).start / (double) text.length()))
                        / Math.sqrt(entry.codes.size())))));
        return hits;
    }

    /**
     * For a short text in which no phrase is: those that have most of their characters in common with it, 征了我家的地 with
     * 征地. Chinese words keep a part of their meaning in each character.
     */
    List<Hit> near(String written) {
        String text = Terms.plain(written);
        if (text.length() > SHORT) {
            return List.of();
        }
        Set<Integer> characters = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                .boxed()
                .collect(Collectors.toSet());
        return all.stream()
                .filter(entry -> entry.length > 1)
                .map(entry -> new Near(entry, part(entry, characters) * beside(entry, text)))
                .filter(near -> near.part >= HALF)
                .sorted(Comparator.comparingDouble(Near::part).reversed())
                .limit(MOST_NEAR)
                .flatMap(near -> near.entry.codes.stream().map(code -> new Hit(code, shared(near, text), near.part)))
                .toList();
    }

    private double part(Entry entry, Set<Integer> characters) {
        double shared = 0;
        double whole = 0;
        for (int c : entry.characters) {
            double rare = rarity.getOrDefault(c, 0.0);
            whole += rare;
            shared += characters.contains(c) ? rare : 0;
        }
        // Of two phrases with the same part, the one that says more.
        return shared / whole * Math.sqrt(shared);
    }

    /** Characters that stand beside one another in both mean more. */
    private static double beside(Entry entry, String text) {
        return 1 + BESIDE * entry.pairs.stream().filter(text::contains).count();
    }

    private static String shared(Near near, String text) {
        return text.codePoints()
                .filter(c -> near.entry.characters.contains(c))
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining("…"));
    }

    private static Match match(Entry entry, MatchResult found) {
        return new Match(entry, found.start(), found.end(), found.group());
    }
}
