package org.ganxian.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ganxian.demand.Categories;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.ShippedCsv;
import org.ganxian.platform.data.WordListLock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The words that suggest a category: the shipped ones, without what the city took away, with what it added. */
@Service
@Transactional
class CategoryWords {

    static final int LENGTH = 60;

    private static final String ADDED = "category-word-added";
    private static final String REMOVED = "category-word-removed";
    private static final String PLANNED = "category-word-planned";
    private static final String WITHDRAWN = "category-word-plan-withdrawn";
    private static final int YEARS = 2;

    private final CategoryWord.Repository repository;
    private final Categories categories;
    private final WordListLock lock;
    private final Audit audit;
    private final Clock clock;
    private final Set<Phrases.Phrase> shipped = new LinkedHashSet<>(shipped());

    CategoryWords(
            CategoryWord.Repository repository, Categories categories, WordListLock lock, Audit audit, Clock clock) {
        this.repository = repository;
        this.categories = categories;
        this.lock = lock;
        this.audit = audit;
        this.clock = clock;
    }

    static List<Phrases.Phrase> shipped() {
        return ShippedCsv.rows("data/category-words.csv").stream()
                .flatMap(row ->
                        Stream.of(row.get("words").split(" ")).map(word -> new Phrases.Phrase(row.get("code"), word)))
                .toList();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    /** Those that count today. */
    @Transactional(readOnly = true)
    public Set<Phrases.Phrase> all() {
        return on(today(), changes());
    }

    private Set<Phrases.Phrase> on(LocalDate day, List<CategoryWord> changes) {
        Set<Phrases.Phrase> all = new LinkedHashSet<>(shipped);
        changes.stream().filter(change -> change.holdsOn(day)).forEach(change -> {
            if (change.removed()) {
                all.remove(change.phrase());
            } else {
                all.add(change.phrase());
            }
        });
        return all;
    }

    /** What the city has changed and will change, oldest first. */
    @Transactional(readOnly = true)
    public List<CategoryWord> changes() {
        return repository.findAllByOrderById();
    }

    /** What is planned, the next first. */
    @Transactional(readOnly = true)
    public List<CategoryWord> coming() {
        LocalDate today = today();
        return changes().stream()
                .filter(change -> !change.holdsOn(today))
                .sorted(Comparator.comparing(CategoryWord::from))
                .toList();
    }

    /**
     * @param from the first day on which it counts, today at the earliest
     * @throws Refusal 400 for a word that says too little, no such category or another day, 409 for one that is there or
     *     for which something else is planned
     */
    public void add(Phrases.Phrase phrase, LocalDate from, Actor by) {
        if (!categories.isChoice(phrase.code())) {
            throw Refusal.field("code", "没有这个分类，请填写分类目录中的编码");
        } else if (phrase.text().length() > LENGTH) {
            throw Refusal.field("word", "不能超过 " + LENGTH + " 字");
        } else if (!phrase.isSound()) {
            throw Refusal.field("word", "请填写群众会写的词；… 表示中间可以隔几个字，？ 放在末尾表示说明不了多少");
        }
        change(phrase, false, from, by);
    }

    /**
     * @param from the first day on which it does not count any more, today at the earliest
     * @throws Refusal 400 for another day, 404 for one that is not there, 409 when something else is planned for it
     */
    public void remove(Phrases.Phrase phrase, LocalDate from, Actor by) {
        change(phrase, true, from, by);
    }

    private void change(Phrases.Phrase phrase, boolean removed, LocalDate from, Actor by) {
        LocalDate today = today();
        if (from.isBefore(today) || from.isAfter(today.plusYears(YEARS))) {
            throw Refusal.field("from", "生效日期应在今天到 %d 年之内".formatted(YEARS));
        }
        lock.take(WordListLock.Of.CATEGORY);
        List<CategoryWord> changes = changes();
        List<CategoryWord> before = changes.stream()
                .filter(change -> change.phrase().equals(phrase))
                .toList();
        if (before.stream().anyMatch(change -> !change.holdsOn(today))) {
            throw Refusal.conflict("“%s”已有定于以后生效的改动，请先撤回".formatted(phrase.text()));
        }
        boolean there = on(today, changes).contains(phrase);
        if (removed && !there) {
            throw Refusal.notFound("词表中没有这个词，可能刚被删除，请刷新");
        } else if (!removed && there) {
            throw Refusal.conflict("“" + phrase.text() + "”已在词表中");
        } else if (from.isAfter(today)) {
            repository.save(new CategoryWord(phrase, removed, from, by, clock.instant()));
            audit.record(by, PLANNED, "%s %s %s".formatted(removed ? "-" : "+", from, said(phrase)));
            return;
        }
        repository.deleteAll(before);
        // Back to what is shipped: nothing is left to remember.
        if (removed == shipped.contains(phrase)) {
            repository.save(new CategoryWord(phrase, removed, from, by, clock.instant()));
        }
        audit.record(by, removed ? REMOVED : ADDED, said(phrase));
    }

    /** @throws Refusal 409 for a change that holds already or was withdrawn */
    public void withdraw(long id, Actor by) {
        lock.take(WordListLock.Of.CATEGORY);
        CategoryWord planned = coming().stream()
                .filter(change -> change.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("没有可以撤回的改动，可能已经生效，请刷新"));
        repository.delete(planned);
        audit.record(by, WITHDRAWN, said(planned.phrase()));
    }

    private static String said(Phrases.Phrase phrase) {
        return phrase.code() + " " + phrase.text();
    }
}
