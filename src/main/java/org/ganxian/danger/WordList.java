package org.ganxian.danger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A list of words, ready to read texts with. */
final class WordList {

    /** 没有着火, 无人溺水, 防触电; but 是不是着火了, 消防着火. */
    private static final Pattern DENIED = Pattern.compile(
            "(?:(?<!有)没有|(?<!淹)没|并未|未|并非|(?<!是)不是|无|(?<!消)防)" + "(?:人|再|发生|出现|造成|引起|导致|发现|任何|什么|明显|过)*$");

    /** What was feared or past is there now: 去年修过的管道现在煤气又漏了. */
    private static final Pattern NOW = Pattern.compile("又|现在|正在|刚刚|刚才|今天|今早|今晚");

    /**
     * What one word found.
     *
     * @param found as it stands in the text, signs aside
     * @param because the word of the list, or what else, for which it does not count; null when it does
     */
    record Finding(String found, Word word, @Nullable String because) {
        boolean counts() {
            return because == null;
        }
    }

    private record Entry(Word word, Pattern pattern) {}

    private record Part(Word word, MatchResult at) {}

    private final List<Word> words;
    private final Map<Kind, Map<String, List<Entry>>> byBeginning = new EnumMap<>(Kind.class);

    WordList(List<Word> words) {
        this.words = List.copyOf(words);
        for (Word word : words) {
            Entry entry = new Entry(word, word.pattern());
            Map<String, List<Entry>> ofKind = byBeginning.computeIfAbsent(word.kind(), kind -> new HashMap<>());
            word.beginnings()
                    .forEach(beginning -> ofKind.computeIfAbsent(beginning, b -> new ArrayList<>())
                            .add(entry));
        }
    }

    boolean isOf(List<Word> others) {
        return words.equals(others);
    }

    WordList with(Word another) {
        return new WordList(Stream.concat(words.stream(), Stream.of(another)).toList());
    }

    /** True when at least one word counts. */
    boolean isDanger(String text) {
        return findings(text).stream().anyMatch(Finding::counts);
    }

    /** All words of danger in the text, with those that do not count. */
    List<Finding> findings(String text) {
        List<Finding> findings = new ArrayList<>();
        for (String clause : PlainText.clauses(text)) {
            List<Part> alarms = Stream.of(Kind.HAZARD, Kind.PERSON)
                    .flatMap(kind -> in(clause, kind).stream())
                    .toList();
            for (Part alarm : alarms) {
                findings.add(new Finding(
                        alarm.at.group(), alarm.word, harmless(clause, alarm).orElse(null)));
            }
        }
        return findings;
    }

    private Optional<String> harmless(String clause, Part alarm) {
        int start = alarm.at.start();
        return Stream.of(
                        in(clause, Kind.EXCEPTION).stream()
                                .filter(e -> e.at.start() < alarm.at.end() && start < e.at.end()),
                        in(clause, Kind.TOPIC).stream(),
                        in(clause, Kind.SUPPOSED).stream()
                                .filter(s -> alarm.word.kind() == Kind.HAZARD && s.at.end() <= start)
                                .filter(s -> !NOW.matcher(clause.substring(s.at.end(), alarm.at.end()))
                                        .find()))
                .flatMap(parts -> parts)
                .map(part -> part.word.text())
                .findFirst()
                .or(() -> DENIED.matcher(clause.substring(0, start)).find() ? Optional.of("否定") : Optional.empty());
    }

    private List<Part> in(String clause, Kind kind) {
        Map<String, List<Entry>> ofKind = byBeginning.getOrDefault(kind, Map.of());
        Set<Entry> candidates = new LinkedHashSet<>();
        for (int length = 1; length <= Word.LOOKED_AT; length++) {
            for (int i = 0; i + length <= clause.length(); i++) {
                candidates.addAll(ofKind.getOrDefault(clause.substring(i, i + length), List.of()));
            }
        }
        return candidates.stream()
                .flatMap(entry -> entry.pattern.matcher(clause).results().map(found -> new Part(entry.word, found)))
                .toList();
    }
}
