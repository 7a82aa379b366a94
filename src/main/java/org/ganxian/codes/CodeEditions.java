package org.ganxian.codes;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.ShippedCsv;
import org.ganxian.platform.Texts;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the lists change. The shipped ones are the first editions; a later release's are further ones, until an
 * administrator has made one: from then on the list is the city's, and what a release changes is offered.
 */
@Service
@Order(CodeEditions.ORDER)
@RequiredArgsConstructor
class CodeEditions implements Groundwork {

    /** Before anything that names a code. */
    static final int ORDER = 5;

    /** Before any case. */
    private static final LocalDate EVER = LocalDate.of(2000, 1, 1);

    private static final String CHANGED = "codes-changed";
    private static final int NAME_LENGTH = 30;
    private static final int MOST = 60;
    private static final int YEARS = 2;

    /**
     * What this release would change in a list that is the city's.
     *
     * @param said zh-CN, a line a change
     * @param merged the city's list with it
     */
    record Offer(String hash, List<String> said, List<CodeEntry> merged) {}

    private final CodeEdition.Repository editions;
    private final CodeOffer.Repository offers;
    private final CodeTables tables;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    static Map<CodeList, List<CodeEntry>> shipped() {
        return ShippedCsv.rows("data/code-tables.csv").stream()
                .collect(Collectors.groupingBy(
                        row -> CodeList.valueOf(row.get("list")),
                        Collectors.mapping(
                                row -> new CodeEntry(row.get("code"), row.get("name"), null, null),
                                Collectors.toList())));
    }

    @Override
    public void lay() {
        transaction.executeWithoutResult(status -> ship(shipped()));
    }

    void ship(Map<CodeList, List<CodeEntry>> shipped) {
        shipped.forEach((list, entries) -> {
            List<CodeEdition> known = versions(list);
            if (known.isEmpty()) {
                editions.saveAndFlush(new CodeEdition(list, 1, EVER, entries, null, clock.instant()));
            } else if (known.stream().allMatch(CodeEdition::isShipped)
                    && !known.get(0).all().equals(entries)) {
                int version = known.get(0).version() + 1;
                editions.saveAndFlush(new CodeEdition(list, version, tables.today(), entries, null, clock.instant()));
            }
        });
    }

    /** Newest first. */
    List<CodeEdition> versions(CodeList list) {
        return editions.of(list);
    }

    /** Empty while the list is a release's own, and for what was decided on. */
    Optional<Offer> offer(CodeList list, List<CodeEntry> shipped) {
        List<CodeEdition> known = versions(list);
        String hash = DigestUtils.sha256Hex(shipped.toString());
        boolean decided =
                offers.findById(list).filter(o -> o.hash().equals(hash)).isPresent();
        if (known.stream().allMatch(CodeEdition::isShipped) || decided) {
            return Optional.empty();
        }
        Map<String, CodeEntry> before = byCode(known.stream()
                .filter(CodeEdition::isShipped)
                .findFirst()
                .map(CodeEdition::all)
                .orElse(List.of()));
        List<CodeEntry> merged = new ArrayList<>(known.get(0).all());
        List<String> said = new ArrayList<>();
        for (CodeEntry entry : shipped) {
            CodeEntry was = before.get(entry.code());
            CodeEntry own = byCode(merged).get(entry.code());
            if (own == null) {
                merged.add(entry);
                said.add("新增 %s %s".formatted(entry.code(), entry.name()));
            } else if (was != null
                    && !was.name().equals(entry.name())
                    && own.name().equals(was.name())) {
                merged.set(merged.indexOf(own), new CodeEntry(own.code(), entry.name(), own.from(), own.to()));
                said.add("%s 改称 %s（原为 %s）".formatted(entry.code(), entry.name(), was.name()));
            }
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(new Offer(hash, said, merged));
    }

    Optional<Offer> offer(CodeList list) {
        return offer(list, shipped().getOrDefault(list, List.of()));
    }

    private static Map<String, CodeEntry> byCode(List<CodeEntry> entries) {
        return entries.stream().collect(Collectors.toMap(CodeEntry::code, Function.identity()));
    }

    /** The release's list was looked at and is not offered again. */
    void decided(CodeList list, String hash, Actor by) {
        offers.save(new CodeOffer(list, hash, by, clock.instant()));
        audit.record(by, "codes-offer-decided", list.title());
    }

    /**
     * Keeps a list as the next edition.
     *
     * @param from the first day, today at the earliest
     * @param seen the edition that the editor began with
     * @throws Refusal 400 for what is wrong with it, 409 when somebody else was first
     */
    void add(CodeList list, List<CodeEntry> entries, LocalDate from, int seen, Actor by) {
        check(list, entries, from);
        try {
            transaction.executeWithoutResult(status -> {
                CodeEdition newest = versions(list).get(0);
                if (newest.version() != seen) {
                    throw overtaken();
                } else if (newest.all().equals(entries) && !from.isBefore(newest.validFrom())) {
                    throw Refusal.invalid("与第 %d 版相同，没有要保存的改动".formatted(seen));
                }
                newest.all().stream()
                        .filter(old -> entries.stream().noneMatch(e -> e.code().equals(old.code())))
                        .findFirst()
                        .ifPresent(gone -> {
                            throw Refusal.invalid("%s（%s）可能已被用过，不能删除；不再用的请填写停用日期".formatted(gone.code(), gone.name()));
                        });
                editions.saveAndFlush(new CodeEdition(list, seen + 1, from, entries, by, clock.instant()));
                audit.record(by, CHANGED, "%s 第 %d 版".formatted(list.title(), seen + 1));
            });
        } catch (DataIntegrityViolationException another) {
            throw overtaken();
        }
    }

    private static Refusal overtaken() {
        return Refusal.conflict("刚刚有别人改了这张代码表，您的改动没有保存。请核对后再保存");
    }

    private void check(CodeList list, List<CodeEntry> entries, LocalDate from) {
        LocalDate today = tables.today();
        if (from.isBefore(today) || from.isAfter(today.plusYears(YEARS))) {
            throw Refusal.field("from", "生效日期应在今天到 %d 年之内".formatted(YEARS));
        } else if (entries.size() > MOST) {
            throw Refusal.invalid("一张代码表最多 %d 项".formatted(MOST));
        }
        Set<String> codes = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (CodeEntry entry : entries) {
            LocalDate first = entry.from();
            LocalDate last = entry.to();
            if (!list.isCode(entry.code())) {
                throw Refusal.invalid("编码“%s”不对：%s".formatted(entry.code(), list.rule()));
            } else if (!codes.add(entry.code())) {
                throw Refusal.invalid("编码 %s 重复".formatted(entry.code()));
            } else if (entry.name().isEmpty()
                    || Texts.length(entry.name()) > NAME_LENGTH
                    || !Texts.isReadable(entry.name())
                    || entry.name().contains("\t")) {
                throw Refusal.invalid("请填写 %s 的名称，最多 %d 字".formatted(entry.code(), NAME_LENGTH));
            } else if (first != null && last != null && last.isBefore(first)) {
                throw Refusal.invalid("%s 的停用日期早于启用日期".formatted(entry.code()));
            } else if ((last == null || !last.isBefore(from)) && !names.add(entry.name())) {
                throw Refusal.invalid("名称“%s”重复".formatted(entry.name()));
            }
        }
        if (entries.stream().noneMatch(entry -> entry.isOpenOn(from))) {
            throw Refusal.invalid("至少要有一项能选");
        }
    }
}
