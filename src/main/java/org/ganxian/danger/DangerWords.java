package org.ganxian.danger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Remembered;
import org.ganxian.platform.data.WordListLock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The list by which reports of danger are told: shipped as data, kept in the database, changed by the city's
 * administrators. Where it cannot be read, what was read before counts, after a start the shipped list, and so it does where
 * nobody is left on it: danger is seen whatever else is broken.
 */
@Slf4j
@Service
@Order(5)
public class DangerWords implements Groundwork {

    /** Ready for use. */
    private record OfDay(WordList list, LocalDate day) {}

    private final DangerWord.Repository repository;
    private final TransactionTemplate apart;
    private final WordListLock lock;
    private final Audit audit;
    private final Clock clock;

    /** Other nodes see a change as it says. */
    private final Remembered<OfDay> known;

    /** How many lines were passed over at the last look, so that the operator is told once. */
    private volatile int passedOver;

    DangerWords(
            DangerWord.Repository repository,
            PlatformTransactionManager transactions,
            WordListLock lock,
            Audit audit,
            Clock clock) {
        this.repository = repository;
        this.lock = lock;
        this.audit = audit;
        this.clock = clock;
        // A list that cannot be read must not take the report's own transaction with it.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.known = new Remembered<>(
                new OfDay(new WordList(ShippedWords.ALL), today()),
                before -> read(before.list(), today()),
                list -> list.day().equals(today()));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    /**
     * The first start fills the table; a later one brings what is shipped now to a city that has changed nothing. A list
     * with lines that only a newer release can read is that release's: an older node leaves it alone.
     */
    @Override
    public void lay() {
        apart.executeWithoutResult(status -> {
            lock.take(WordListLock.Of.DANGER);
            List<DangerWord> lines = repository.findAllByOrderById();
            boolean replaceable = lines.stream().allMatch(line -> line.isUntouched() && line.isReadable());
            if (replaceable
                    && !audit.has(WordChanges.REMOVED)
                    && !lines.stream().map(DangerWord::asWord).toList().equals(ShippedWords.ALL)) {
                repository.deleteAllInBatch(lines);
                repository.saveAll(
                        ShippedWords.ALL.stream().map(DangerWord::new).toList());
            }
        });
    }

    /** Whether title or text tell of a danger that is there now. */
    public boolean tellOfDanger(@Nullable String title, @Nullable String text) {
        return current().isDanger((title == null ? "" : title) + "\n" + (text == null ? "" : text));
    }

    WordList current() {
        return known.get().list();
    }

    /** After a change. */
    void refresh() {
        known.refresh();
    }

    private OfDay read(WordList before, LocalDate today) {
        try {
            List<Word> words = lines().stream()
                    .filter(line -> line.countsOn(today))
                    .map(DangerWord::asWord)
                    .toList();
            if (words.stream().noneMatch(word -> word.kind().isAlarm())) {
                log.error("The list of danger words has no word of danger: the shipped list is used");
                words = ShippedWords.ALL;
            }
            return new OfDay(before.isOf(words) ? before : new WordList(words), today);
        } catch (RuntimeException broken) {
            log.error("The list of danger words cannot be read: what was read before is used", broken);
            return new OfDay(before, today);
        }
    }

    /** All lines, also those of other days. What only a newer release can read is passed over, never the whole list. */
    List<DangerWord> lines() {
        List<DangerWord> all = Optional.ofNullable(apart.execute(status -> repository.findAllByOrderById()))
                .orElseThrow();
        List<DangerWord> readable = all.stream().filter(DangerWord::isReadable).toList();
        int others = all.size() - readable.size();
        if (others != passedOver && others > 0) {
            log.warn("{} lines of the list of danger words cannot be read by this release and are passed over", others);
        }
        passedOver = others;
        return readable;
    }
}
