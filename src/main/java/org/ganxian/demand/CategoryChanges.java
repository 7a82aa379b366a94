package org.ganxian.demand;

import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.data.WordListLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The city changes its categories. Cases keep theirs; nothing is deleted. Whoever calls has looked who may. */
@Service
public class CategoryChanges {

    private static final int NAME_LENGTH = 40;
    private static final int LEVELS = 3;
    /** A release numbers its own from below. */
    private static final int LAST = 99;

    private final Categories categories;
    private final Categories.Repository repository;
    private final TransactionTemplate transaction;
    private final WordListLock lock;
    private final Audit audit;

    CategoryChanges(
            Categories categories,
            Categories.Repository repository,
            PlatformTransactionManager transactions,
            WordListLock lock,
            Audit audit) {
        this.categories = categories;
        this.repository = repository;
        this.transaction = new TransactionTemplate(transactions);
        this.lock = lock;
        this.audit = audit;
    }

    /**
     * @param parent code of the level above; null for the first level
     * @return its code
     * @throws Refusal 400 for a name that cannot be, 404 for no such parent, 409 when there is no room or the name is taken
     */
    public String add(@Nullable String parent, String name, Actor by) {
        String plain = named(name);
        return changed(() -> {
            Category above = parent == null ? null : get(parent);
            if (above != null && (above.level() == LEVELS || above.successor() != null)) {
                throw Refusal.conflict("只有三级分类，已合并的分类下也不能再加");
            }
            requireFree(parent, plain, null);
            String code = freeCode(parent == null ? "" : parent);
            repository.save(new Category(code, above == null ? 1 : above.level() + 1, parent, plain));
            audit.record(by, "category-added", code);
            return code;
        });
    }

    private String freeCode(String prefix) {
        for (int number = LAST; number > 0; number--) {
            String code = "%s%02d".formatted(prefix, number);
            if (!repository.existsById(code)) {
                return code;
            }
        }
        throw Refusal.conflict("这一级已有 99 个分类，不能再加");
    }

    /** @throws Refusal 400 for a name that cannot be, 404 for none such, 409 when a sister has the name */
    public void rename(String code, String name, Actor by) {
        String plain = named(name);
        changed(() -> {
            Category category = get(code);
            requireFree(category.parent(), plain, code);
            category.rename(plain);
            audit.record(by, "category-renamed", code);
            return code;
        });
    }

    /**
     * @param from first day on which it may be chosen; null for always
     * @param to last day; null for always
     * @throws Refusal 400 when the last day is before the first, 404 for none such
     */
    public void limit(String code, @Nullable LocalDate from, @Nullable LocalDate to, Actor by) {
        if (from != null && to != null && to.isBefore(from)) {
            throw Refusal.field("to", "停用日期不能早于启用日期");
        }
        changed(() -> {
            get(code).limit(from, to);
            audit.record(by, "category-limited", code);
            return code;
        });
    }

    /**
     * From now on new cases of {@code code} get {@code into}.
     *
     * @throws Refusal 404 for none such, 409 when one of them cannot be
     */
    public void merge(String code, String into, Actor by) {
        changed(() -> {
            Category category = get(code);
            Category other = get(into);
            boolean hasChildren =
                    repository.findAll().stream().anyMatch(c -> code.equals(c.parent()) && c.successor() == null);
            if (category.successor() != null || hasChildren) {
                throw Refusal.conflict(hasChildren ? "请先合并它的下级分类" : "这个分类已经合并过");
            } else if (other.successor() != null || categories.present(into).isEmpty() || into.equals(code)) {
                throw Refusal.conflict("只能并入另一个有效的分类");
            }
            category.mergeInto(other);
            audit.record(by, "category-merged", code + " " + into);
            return code;
        });
    }

    /**
     * Takes a merger back: new cases of {@code code} are its own again. Those that came meanwhile stay the successor's.
     *
     * @throws Refusal 404 for none such, 409 when it was not merged, or cannot stand where it stood
     */
    public void unmerge(String code, Actor by) {
        changed(() -> {
            Category category = get(code);
            String above = category.parent();
            if (category.successor() == null) {
                throw Refusal.conflict("这个分类没有合并，可能刚被撤销，请刷新");
            } else if (above != null && get(above).successor() != null) {
                throw Refusal.conflict("它的上级分类也已合并，请先撤销上级的");
            }
            requireFree(above, category.name(), code);
            category.standAlone();
            audit.record(by, "category-merger-undone", code);
            return code;
        });
    }

    /** One after the other on all nodes: of two that are merged into each other neither could be chosen any more. */
    private String changed(Supplier<String> change) {
        String code = transaction.execute(status -> {
            lock.take(WordListLock.Of.CATEGORY);
            return change.get();
        });
        categories.refresh();
        return code == null ? "" : code;
    }

    private Category get(String code) {
        if (Categories.UNSORTED.equals(code)) {
            throw Refusal.conflict("“待分类”由系统使用，不能改动");
        }
        return repository
                .findById(code)
                .filter(c -> c.code().equals(code))
                .orElseThrow(() -> Refusal.notFound("没有这个分类"));
    }

    private void requireFree(@Nullable String parent, String name, @Nullable String self) {
        boolean taken = repository.findAll().stream()
                .anyMatch(c -> Objects.equals(c.parent(), parent)
                        && c.name().equals(name)
                        && c.successor() == null
                        && !c.code().equals(self));
        if (taken) {
            throw Refusal.conflict("同级已有“%s”".formatted(name));
        }
    }

    private static String named(String name) {
        String plain = name.strip();
        if (plain.isEmpty()
                || Texts.length(plain) > NAME_LENGTH
                || !Texts.isReadable(plain)
                || plain.matches(".*[\"\\\\/、,，].*")) {
            throw Refusal.field("name", "请填写名称，最多 %d 字，不含引号、斜线、顿号和逗号".formatted(NAME_LENGTH));
        }
        return plain;
    }
}
