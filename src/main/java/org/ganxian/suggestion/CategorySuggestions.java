package org.ganxian.suggestion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Suggests the category of a text, with the words for which it does. Everything is computed here, from memory; what is
 * known follows the database within {@link #FRESH}, past cases within {@link #LEARNED}.
 */
@Slf4j
@Service
public class CategorySuggestions {

    /** @param why zh-CN */
    @Schema(name = "分类建议")
    public record Suggestion(
            @Schema(description = "编码", example = "010204") String code,
            @Schema(description = "名称") String name,
            @Schema(description = "从第一级起的路径") String path,

            @Schema(description = "为什么", example = "因为写了“路灯”")
            String why) {}

    static final int LENGTH = 5_000;
    private static final int READ = 2_000;
    private static final int MOST = 5;
    /** What is so much less likely than the first is only noise. */
    private static final double LEAST_PART = 0.08;

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration LEARNED = Duration.ofMinutes(10);

    /** As known at one moment. */
    private record Known(
            Set<Phrases.Phrase> words, List<Category> tree, List<CategoryModel.Example> cases, CategoryModel model) {
        boolean isOf(Set<Phrases.Phrase> otherWords, List<Category> otherTree, List<CategoryModel.Example> otherCases) {
            return words.equals(otherWords) && tree == otherTree && cases == otherCases;
        }
    }

    private final CategoryWords words;
    private final Categories categories;
    private final ConfirmedCases cases;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Known known;
    private volatile long readAt;
    private volatile long learnedAt;

    CategorySuggestions(CategoryWords words, Categories categories, ConfirmedCases cases) {
        this.words = words;
        this.categories = categories;
        this.cases = cases;
        this.learnedAt = System.nanoTime() - LEARNED.toNanos();
    }

    /**
     * At most five, likeliest first; empty for a text that says nothing known.
     *
     * @param title may be null
     * @param text at most {@link #LENGTH} characters, of which the first {@link #READ} are read
     * @throws Refusal 400 for a longer one, and for control characters
     */
    public List<Suggestion> of(@Nullable String title, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        } else if (Texts.length(text) > LENGTH) {
            throw Refusal.field("text", "不能超过 " + LENGTH + " 字");
        } else if (!Texts.isReadable(text)) {
            throw Refusal.field("text", "含有不可见的控制字符，请删除后重试");
        }
        String seen = Texts.visible(text);
        return suggested(model().rank(title, seen.substring(0, Math.min(READ, seen.length()))));
    }

    private List<Suggestion> suggested(List<CategoryModel.Ranked> ranked) {
        Map<String, Suggestion> suggestions = new LinkedHashMap<>();
        for (CategoryModel.Ranked one : ranked) {
            if (suggestions.size() == MOST
                    || one.score() < LEAST_PART * ranked.get(0).score()) {
                break;
            }
            categories
                    .present(one.code())
                    .filter(c -> categories.isChoice(c.code()))
                    .ifPresent(category -> suggestions.putIfAbsent(category.code(), suggestion(category, one.words())));
        }
        return new ArrayList<>(suggestions.values());
    }

    private Suggestion suggestion(Category category, List<String> because) {
        return new Suggestion(
                category.code(),
                category.name(),
                String.join(" / ", categories.path(category.code())),
                because.isEmpty()
                        ? "与以往这一类的诉求相近"
                        : "因为写了"
                                + because.stream().map(word -> "“" + word + "”").collect(Collectors.joining()));
    }

    /** Whoever asks goes on with what is known, while what has changed is read beside. */
    private CategoryModel model() {
        Known now = known;
        if (now == null) {
            return refresh(false).model;
        }
        boolean old = System.nanoTime() - readAt >= FRESH.toNanos();
        if (old && refreshing.compareAndSet(false, true)) {
            CompletableFuture.runAsync(() -> refresh(true)).whenComplete((done, broken) -> {
                refreshing.set(false);
                if (broken != null) {
                    log.warn(
                            "Words and cases that suggest categories cannot be read: the ones before are used", broken);
                }
            });
        }
        return now.model;
    }

    /** What an administrator has changed is there at once. */
    void changed() {
        refresh(false);
    }

    synchronized Known refresh(boolean mayLearn) {
        readAt = System.nanoTime();
        Known before = known;
        List<CategoryModel.Example> examples = before == null ? List.of() : before.cases;
        if (mayLearn && System.nanoTime() - learnedAt >= LEARNED.toNanos()) {
            examples = cases.newest();
            learnedAt = System.nanoTime();
        }
        Set<Phrases.Phrase> list = words.all();
        List<Category> tree = categories.all();
        if (before != null && before.isOf(list, tree, examples)) {
            return before;
        }
        Set<Phrases.Phrase> all = new LinkedHashSet<>(list);
        tree.stream()
                .filter(category -> category.name().length() > 2)
                .forEach(category -> all.add(new Phrases.Phrase(category.code(), category.name())));
        Known fresh = new Known(list, tree, examples, new CategoryModel(all, examples));
        known = fresh;
        return fresh;
    }
}
