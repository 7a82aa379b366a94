package org.ganxian.danger;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The list by which reports of danger are told: shipped as data, kept in the database, changed by the city's
 * administrators. A list that cannot be read, or that nobody is left on, is replaced by the shipped one: danger is seen
 * whatever else is broken.
 */
@Slf4j
@Service
@Order(5)
public class DangerWords implements Groundwork {

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final int SUBJECT = 200;
    private static final String ADDED = "danger-word-added";
    private static final String REMOVED = "danger-word-removed";
    private static final String TAKEN = "danger-words-taken";

    private final DangerWord.Repository repository;
    private final TransactionTemplate apart;
    private final Audit audit;
    private final Clock clock;
    /** Ready for use. Other nodes see a change within {@link #FRESH}. */
    private volatile WordList list;

    private volatile long readAt;
    private final ReentrantLock reading = new ReentrantLock();

    DangerWords(DangerWord.Repository repository, PlatformTransactionManager transactions, Audit audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
        // A list that cannot be read must not take the report's own transaction with it.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.list = new WordList(ShippedWords.ALL);
        this.readAt = System.nanoTime() - FRESH.toNanos();
    }

    /** The first start fills the table; a later one brings what is shipped now to a city that has changed nothing. */
    @Override
    public void lay() {
        apart.executeWithoutResult(status -> {
            List<DangerWord> lines = repository.findAllByOrderById();
            boolean asShipped = lines.stream().map(DangerWord::asWord).toList().equals(ShippedWords.ALL);
            if (!asShipped && lines.stream().allMatch(DangerWord::isShipped) && !audit.has(REMOVED)) {
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

    /** One at a time looks whether the list has changed, the others go on with what is known. */
    WordList current() {
        if (System.nanoTime() - readAt >= FRESH.toNanos() && reading.tryLock()) {
            try {
                refresh();
            } finally {
                reading.unlock();
            }
        }
        return list;
    }

    void refresh() {
        List<Word> words = read();
        if (!list.isOf(words)) {
            list = new WordList(words);
        }
        readAt = System.nanoTime();
    }

    private List<Word> read() {
        try {
            List<Word> words = lines().stream().map(DangerWord::asWord).toList();
            if (words.stream().anyMatch(word -> word.kind().isAlarm())) {
                return words;
            }
            log.error("The list of danger words has no word of danger: the shipped list is used");
        } catch (RuntimeException broken) {
            log.error("The list of danger words cannot be read: the shipped list is used", broken);
        }
        return ShippedWords.ALL;
    }

    List<DangerWord> lines() {
        return Optional.ofNullable(apart.execute(status -> repository.findAllByOrderById()))
                .orElseThrow();
    }

    /** What this release ships otherwise; none while the list is as shipped. */
    NewerWords newer() {
        return newer(lines());
    }

    private NewerWords newer(List<DangerWord> lines) {
        return NewerWords.of(lines, ShippedWords.ALL, word -> audit.has(REMOVED, subject(word)));
    }

    /**
     * Takes what this release ships otherwise into the city's list. What the city has added stays, what it has removed
     * stays away.
     *
     * @throws Refusal 409 when there is nothing to take
     */
    void takeNewer(Actor by) {
        apart.executeWithoutResult(status -> {
            NewerWords newer = newer(repository.findAllByOrderById());
            if (newer.isNone()) {
                throw Refusal.conflict("词表已是最新，没有可采用的更新");
            }
            repository.deleteAllInBatch(newer.gone());
            repository.saveAll(newer.added().stream().map(DangerWord::new).toList());
            audit.record(
                    by, TAKEN, "+" + newer.added().size() + " -" + newer.gone().size());
        });
        refresh();
    }

    /** @throws Refusal 400 for a word that says too little, 409 for one that is there */
    void add(Word word, Actor by) {
        requireSound(word);
        apart.executeWithoutResult(status -> {
            List<DangerWord> lines = repository.findAllByOrderById();
            if (lines.stream().anyMatch(known -> known.asWord().equals(word))) {
                throw Refusal.conflict("“" + word.text() + "”已在词表中");
            }
            requireGroups(word, lines);
            repository.save(new DangerWord(word, by, clock.instant()));
            audit.record(by, ADDED, subject(word));
        });
        refresh();
    }

    static void requireSound(Word word) {
        if (word.text().length() > Word.LENGTH) {
            throw Refusal.field("word", "不能超过 " + Word.LENGTH + " 字");
        } else if (!word.isSound()) {
            throw Refusal.field("word", word.kind().form());
        }
    }

    /** @throws Refusal 400 for a line that leans on a group that is not there */
    private static void requireGroups(Word word, List<DangerWord> lines) {
        word.names().stream()
                .filter(name -> lines.stream().noneMatch(line -> line.asWord().isGroup(name)))
                .findFirst()
                .ifPresent(missing -> {
                    throw Refusal.field("word", "没有叫“" + missing + "”的词组，请先添加");
                });
    }

    /** @throws Refusal 409 while other lines lean on the group */
    private static void requireUnused(Word word, List<DangerWord> lines) {
        lines.stream()
                .filter(line ->
                        word.kind() == Kind.GROUP && line.asWord().names().contains(word.name()))
                .findFirst()
                .ifPresent(line -> {
                    throw Refusal.conflict("还有词在引用这个词组，不能删除：" + Texts.shorten(line.word(), 40));
                });
    }

    /** @throws Refusal 404 for one that is gone, 409 for the last word of danger */
    void remove(long id, Actor by) {
        apart.executeWithoutResult(status -> {
            DangerWord word = repository.findById(id).orElseThrow(() -> Refusal.notFound("词表中没有这个词，可能刚被删除，请刷新"));
            List<DangerWord> lines = repository.findAllByOrderById();
            requireUnused(word.asWord(), lines);
            boolean last = word.kind().isAlarm()
                    && lines.stream()
                            .noneMatch(other ->
                                    other.kind().isAlarm() && !other.id().equals(id));
            if (last) {
                throw Refusal.conflict("这是最后一个险情词，不能删除");
            }
            repository.delete(word);
            audit.record(by, REMOVED, subject(word.asWord()));
        });
        refresh();
    }

    /** Words are no personal data. */
    private static String subject(Word word) {
        return Texts.fitting(word.kind().name() + " " + word.text(), SUBJECT);
    }
}
