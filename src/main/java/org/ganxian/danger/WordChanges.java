package org.ganxian.danger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.data.WordListLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How the city changes the list: at once, or from a day on, which can be taken back until then. One change at a time. */
@Component
@RequiredArgsConstructor
class WordChanges {

    static final String REMOVED = "danger-word-removed";

    private static final String ADDED = "danger-word-added";
    private static final String PLANNED = "danger-word-planned";
    private static final String WITHDRAWN = "danger-word-plan-withdrawn";
    private static final String TAKEN = "danger-words-taken";
    private static final int SUBJECT = 200;
    private static final int YEARS = 2;

    private final DangerWord.Repository repository;
    private final DangerWords words;
    private final WordListLock lock;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    /** Under the lock, with all lines that can be read; this node knows the outcome at once. */
    private void change(Consumer<List<DangerWord>> change) {
        transaction.executeWithoutResult(status -> {
            lock.take(WordListLock.Of.DANGER);
            change.accept(repository.findAllByOrderById().stream()
                    .filter(DangerWord::isReadable)
                    .toList());
        });
        words.refresh();
    }

    /** What this release ships otherwise; none while the list is as shipped. */
    NewerWords newer() {
        return newer(words.lines());
    }

    private NewerWords newer(List<DangerWord> lines) {
        return NewerWords.of(lines, ShippedWords.ALL, words.today(), word -> audit.has(REMOVED, subject(word)));
    }

    /**
     * Takes what this release ships otherwise into the city's list. What the city has added stays, what it has removed
     * stays away.
     *
     * @throws Refusal 409 when there is nothing to take
     */
    void takeNewer(Actor by) {
        change(lines -> {
            NewerWords newer = newer(lines);
            if (newer.isNone()) {
                throw Refusal.conflict("词表已是最新，没有可采用的更新");
            }
            repository.deleteAllInBatch(newer.gone());
            repository.saveAll(newer.added().stream().map(DangerWord::new).toList());
            audit.record(
                    by, TAKEN, "+" + newer.added().size() + " -" + newer.gone().size());
        });
    }

    /**
     * @param from the first day on which it counts, today at the earliest
     * @throws Refusal 400 for a word that says too little or another day, 409 for one that is there by then
     */
    void add(Word word, LocalDate from, Actor by) {
        requireSound(word);
        requireDay(from);
        change(lines -> {
            if (lines.stream()
                    .anyMatch(known -> !known.isOverBy(from) && known.asWord().equals(word))) {
                throw Refusal.conflict("“" + word.text() + "”已在词表中，或已定于以后生效");
            }
            requireGroups(word, from, lines);
            repository.save(new DangerWord(word, from, by, clock.instant()));
            record(by, ADDED, "+", from, word);
        });
    }

    static void requireSound(Word word) {
        if (word.text().length() > Word.LENGTH) {
            throw Refusal.field("word", "不能超过 " + Word.LENGTH + " 字");
        } else if (!word.isSound()) {
            throw Refusal.field("word", word.kind().form());
        }
    }

    private void requireDay(LocalDate from) {
        LocalDate today = words.today();
        if (from.isBefore(today) || from.isAfter(today.plusYears(YEARS))) {
            throw Refusal.field("from", "生效日期应在今天到 %d 年之内".formatted(YEARS));
        }
    }

    /** @throws Refusal 400 for a line that leans on a group that is not there from that day on */
    private static void requireGroups(Word word, LocalDate from, List<DangerWord> lines) {
        word.names().stream()
                .filter(name -> lines.stream()
                        .noneMatch(line -> line.staysFrom(from) && line.asWord().isGroup(name)))
                .findFirst()
                .ifPresent(missing -> {
                    throw Refusal.field("word", "到时没有叫“" + missing + "”的词组，请先添加");
                });
    }

    /**
     * Takes a line away.
     *
     * @param from the first day on which it does not count any more, today at the earliest
     * @throws Refusal 400 for another day, 404 for a line that is gone, 409 for one that is needed or whose end is planned
     */
    void remove(long id, LocalDate from, Actor by) {
        requireDay(from);
        change(lines -> {
            DangerWord line = one(id, lines);
            LocalDate today = words.today();
            if (!line.countsOn(today)) {
                throw Refusal.conflict("这个词现在不在用，请刷新后再看");
            }
            requireNotNeeded(line, from, lines);
            if (from.isAfter(today)) {
                if (line.validTo() != null) {
                    throw Refusal.conflict("这个词已定于以后停用；要改日期，请先撤回");
                }
                line.endBefore(from);
            } else {
                repository.delete(line);
            }
            record(by, REMOVED, "-", from, line.asWord());
        });
    }

    /**
     * Takes back what is planned for a line: that it begins, or that it ends.
     *
     * @throws Refusal 404 for a line that is gone, 409 when nothing is planned any more, or when others lean on it
     */
    void withdraw(long id, Actor by) {
        change(lines -> {
            DangerWord line = one(id, lines);
            LocalDate today = words.today();
            if (line.beginsAfter(today)) {
                requireUnused(line.asWord(), today, lines);
                repository.delete(line);
            } else if (line.validTo() != null && !line.isOverBy(today)) {
                requireGroups(line.asWord(), today, lines);
                requireOnce(line, today, lines);
                line.stay();
            } else {
                throw Refusal.conflict("没有可以撤回的改动，可能已经生效，请刷新");
            }
            audit.record(by, WITHDRAWN, subject(line.asWord()));
        });
    }

    private static void requireOnce(DangerWord line, LocalDate today, List<DangerWord> lines) {
        Word word = line.asWord();
        if (lines.stream()
                .anyMatch(other -> other != line
                        && other.beginsAfter(today)
                        && other.asWord().equals(word))) {
            throw Refusal.conflict("这个词停用以后又定了启用，请先撤回那一次");
        }
    }

    private static DangerWord one(long id, List<DangerWord> lines) {
        return lines.stream()
                .filter(line -> line.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("词表中没有这个词，可能刚被删除，请刷新"));
    }

    /** @throws Refusal 409 for the last word of danger, and while other lines lean on the group */
    private static void requireNotNeeded(DangerWord line, LocalDate from, List<DangerWord> lines) {
        requireUnused(line.asWord(), from, lines);
        boolean last = line.kind().isAlarm()
                && lines.stream()
                        .noneMatch(other -> other != line && other.kind().isAlarm() && other.staysFrom(from));
        if (last) {
            throw Refusal.conflict("这是最后一个险情词，不能删除");
        }
    }

    private static void requireUnused(Word word, LocalDate from, List<DangerWord> lines) {
        lines.stream()
                .filter(line -> word.kind() == Kind.GROUP
                        && !line.isOverBy(from)
                        && line.asWord().names().contains(word.name()))
                .findFirst()
                .ifPresent(line -> {
                    throw Refusal.conflict("还有词在引用这个词组，不能删除：" + Texts.shorten(line.word(), 40));
                });
    }

    /** A change of today says no more than what was changed; {@link #REMOVED} is looked for by its word. */
    private void record(Actor by, String action, String what, LocalDate from, Word word) {
        if (from.isAfter(words.today())) {
            audit.record(by, PLANNED, Texts.fitting(what + " " + from + " " + subject(word), SUBJECT));
        } else {
            audit.record(by, action, subject(word));
        }
    }

    /** Words are no personal data. */
    private static String subject(Word word) {
        return Texts.fitting(word.kind().name() + " " + word.text(), SUBJECT);
    }
}
