package org.ganxian.danger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganxian.danger.WordList.Hit;
import org.ganxian.danger.WordList.Span;

/** Which of the alarms in a text count, by what else stands there. */
final class Findings {

    /** 没有着火, 无人溺水, 防触电; but 是不是着火了, 消防着火. */
    private static final Pattern DENIED = Pattern.compile(
            "(?:(?<!有)没有|(?<!淹)没|并未|未|并非|(?<!是)不是|无|(?<!消)防)" + "(?:人|再|发生|出现|造成|引起|导致|发现|任何|什么|明显|过)*+$");
    /** A year is written of what is past. */
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d年");
    /** Characters between a danger in a letter and a word of now, at most. */
    private static final int BESIDE = 30;
    /** Characters on either side of a word that say what it means; more would be another matter in the same text. */
    private static final int NEIGHBOURS = 8;

    private final PlainText text;
    private final List<Hit> hits;
    private final Cues cues;

    Findings(PlainText text, List<Hit> hits, Cues cues) {
        this.text = text;
        this.hits = hits;
        this.cues = cues;
    }

    Stream<Finding> ofAlarms() {
        return hits.stream()
                .filter(hit -> hit.word().kind().isAlarm())
                .map(hit -> new Finding(words(hit), hit.word(), harmless(hit).orElse(null)))
                .distinct();
    }

    private String words(Hit hit) {
        return hit.at().stream()
                .map(at -> text.characters().substring(at.start(), at.end()))
                .collect(Collectors.joining("…"));
    }

    /** The first reason for which it does not count. */
    private Optional<String> harmless(Hit alarm) {
        return hit(
                        Kind.EXCEPTION,
                        e -> alarm.at().stream().anyMatch(at -> e.at().stream().anyMatch(at::overlaps)))
                .or(() -> hit(Kind.TOPIC, topic -> alarm.at().stream().anyMatch(at -> inOneClause(topic, at))))
                .or(() -> supposed(alarm))
                .or(() -> past(alarm))
                .or(() -> over(alarm))
                .or(() -> denied(alarm) ? Optional.of("否定") : Optional.empty())
                .or(() -> oldStory(alarm) ? Optional.of("长信") : Optional.empty())
                .or(() -> everyday(alarm));
    }

    /**
     * Whoever speaks of harming somebody is looked after, whatever else they complain of. Nor do the cues know anything of
     * a city's own words, beside which they were not learnt.
     */
    private Optional<String> everyday(Hit alarm) {
        return alarm.word().kind() == Kind.PERSON || !ShippedWords.contain(alarm.word())
                ? Optional.empty()
                : alarm.at().stream()
                        .map(at -> cues.everyday(text, text.around(at, NEIGHBOURS)))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private Optional<String> hit(Kind kind, Predicate<Hit> harmless) {
        return of(kind).filter(harmless).map(hit -> hit.word().text()).findFirst();
    }

    private Stream<Hit> of(Kind kind) {
        return hits.stream().filter(hit -> hit.word().kind() == kind);
    }

    private boolean inOneClause(Hit hit, Span at) {
        return text.inOneClause(hit.start(), at.start());
    }

    private Optional<String> supposed(Hit alarm) {
        return alarm.word().kind() == Kind.PERSON
                ? Optional.empty()
                : hit(
                        Kind.SUPPOSED,
                        supposed -> alarm.at().stream()
                                .anyMatch(at -> inOneClause(supposed, at)
                                        && end(supposed) <= at.start()
                                        && !isNow(end(supposed), at.end())));
    }

    private static int end(Hit hit) {
        return hit.at().get(hit.at().size() - 1).end();
    }

    /** What was feared or past is there now: 去年修过的管道现在煤气又漏了. */
    private boolean isNow(int from, int to) {
        return of(Kind.NOW).anyMatch(now -> now.start() >= from && end(now) <= to);
    }

    /** Told as over, in whatever sentence after it. */
    private Optional<String> over(Hit alarm) {
        return alarm.word().kind() == Kind.PERSON
                ? Optional.empty()
                : hit(Kind.OVER, over -> alarm.at().stream().allMatch(at -> at.end() <= over.start()));
    }

    private Optional<String> past(Hit alarm) {
        Span at = alarm.at().stream().min(Comparator.comparingInt(Span::start)).orElseThrow();
        return hit(
                        Kind.PAST,
                        past -> text.inOneSentence(past.start(), at.start())
                                && end(past) <= at.start()
                                && !isNow(end(past), at.end()))
                .or(() -> year(at));
    }

    private Optional<String> year(Span at) {
        Matcher years = YEAR.matcher(text.characters()).region(0, at.start());
        while (years.find()) {
            if (text.inOneSentence(years.start(), at.start()) && !isNow(years.end(), at.end())) {
                return Optional.of(years.group());
            }
        }
        return Optional.empty();
    }

    private boolean denied(Hit alarm) {
        return alarm.at().stream()
                .anyMatch(at -> DENIED.matcher(text.before(at.start())).find());
    }

    /** In a letter something happens only beside a word of now. */
    private boolean oldStory(Hit alarm) {
        Span at = alarm.at().get(0);
        return text.isLetter()
                && alarm.word().kind() != Kind.PERSON
                && of(Kind.NOW)
                        .flatMap(now -> now.at().stream())
                        .noneMatch(now -> text.inOneSentence(now.start(), at.start()) && now.distance(at) <= BESIDE);
    }
}
