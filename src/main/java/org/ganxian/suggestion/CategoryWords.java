package org.ganxian.suggestion;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ganxian.demand.Categories;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.ShippedCsv;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The words that suggest a category: the shipped ones, without what the city took away, with what it added. */
@Service
@Transactional
class CategoryWords {

    static final int LENGTH = 60;

    private final CategoryWord.Repository repository;
    private final Categories categories;
    private final Audit audit;
    private final Clock clock;
    private final Set<Phrases.Phrase> shipped = new LinkedHashSet<>(shipped());

    CategoryWords(CategoryWord.Repository repository, Categories categories, Audit audit, Clock clock) {
        this.repository = repository;
        this.categories = categories;
        this.audit = audit;
        this.clock = clock;
    }

    static List<Phrases.Phrase> shipped() {
        return ShippedCsv.rows("data/category-words.csv").stream()
                .flatMap(row ->
                        Stream.of(row.get("words").split(" ")).map(word -> new Phrases.Phrase(row.get("code"), word)))
                .toList();
    }

    @Transactional(readOnly = true)
    public Set<Phrases.Phrase> all() {
        Set<Phrases.Phrase> all = new LinkedHashSet<>(shipped);
        changes().forEach(change -> {
            if (change.removed()) {
                all.remove(change.phrase());
            } else {
                all.add(change.phrase());
            }
        });
        return all;
    }

    /** What the city has changed, oldest first. */
    @Transactional(readOnly = true)
    public List<CategoryWord> changes() {
        return repository.findAllByOrderById();
    }

    /** @throws Refusal 400 for a word that says too little or no such category, 409 for one that is there */
    public void add(Phrases.Phrase phrase, Actor by) {
        if (!categories.isChoice(phrase.code())) {
            throw Refusal.field("code", "没有这个分类，请填写分类目录中的编码");
        } else if (phrase.text().length() > LENGTH) {
            throw Refusal.field("word", "不能超过 " + LENGTH + " 字");
        } else if (!phrase.isSound()) {
            throw Refusal.field("word", "请填写群众会写的词；… 表示中间可以隔几个字，？ 放在末尾表示说明不了多少");
        } else if (all().contains(phrase)) {
            throw Refusal.conflict("“" + phrase.text() + "”已在词表中");
        }
        change(phrase, by, shipped.contains(phrase), false);
        audit.record(by, "category-word-added", phrase.code() + " " + phrase.text());
    }

    /** @throws Refusal 404 for one that is not there */
    public void remove(Phrases.Phrase phrase, Actor by) {
        if (!all().contains(phrase)) {
            throw Refusal.notFound("词表中没有这个词，可能刚被删除，请刷新");
        }
        change(phrase, by, !shipped.contains(phrase), true);
        audit.record(by, "category-word-removed", phrase.code() + " " + phrase.text());
    }

    /** @param back to what is shipped: nothing is left to remember */
    private void change(Phrases.Phrase phrase, Actor by, boolean back, boolean removed) {
        Optional<CategoryWord> before = changes().stream()
                .filter(change -> change.phrase().equals(phrase))
                .findFirst();
        before.ifPresent(repository::delete);
        if (!back) {
            repository.save(new CategoryWord(phrase, removed, by, clock.instant()));
        }
    }
}
