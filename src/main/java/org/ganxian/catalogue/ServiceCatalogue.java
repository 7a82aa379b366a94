package org.ganxian.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of the catalogue, one at a time: whoever changes it holds its lock, so that the periods of validity of one code
 * never overlap. Only the newest version of a code is ever followed, ended or withdrawn.
 */
@Service
@RequiredArgsConstructor
class ServiceCatalogue {

    private static final int ONLY_ROW = 1;
    private static final int YEARS_AHEAD = 10;

    @Entity(name = "ServiceCatalogueLock")
    @Table(name = "service_catalogue_lock")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    static class Lock {
        @Id
        private int id;
    }

    private final ServiceItem.Repository items;
    private final EntityManager entities;
    private final ServiceTerms terms;
    private final Audit audit;
    private final Clock clock;

    /** In Asia/Shanghai. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    /** All versions of a code, newest first; empty for a code that nobody has. */
    @Transactional(readOnly = true)
    public List<ServiceItem> versions(String code) {
        return ServiceDraft.isCode(code) ? items.findByCodeOrderByVersionDesc(code) : List.of();
    }

    /** The newest version of every code, by code. */
    @Transactional(readOnly = true)
    public List<ServiceItem> newest() {
        return items.newest();
    }

    /** Waits until nobody else changes the catalogue; to be called in a transaction, before reading what is to be changed. */
    void lock() {
        Lock lock = entities.find(Lock.class, ONLY_ROW);
        entities.refresh(lock, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Adds an item, or a version of one that is there: the version before ends the day before.
     *
     * @param seen the newest version when its writer began; 0 for a new item
     * @param unreadable what could not be read of the draft, by field
     * @throws Refusal 400 with what is wrong field by field, 409 when others were faster
     */
    @Transactional
    public ServiceItem add(ServiceDraft draft, int seen, Map<String, String> unreadable, Actor by) {
        lock();
        Map<String, String> wrong = DraftRules.check(draft, unreadable, terms.now(), today());
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        Optional<ServiceItem> newest = newest(draft.code());
        if (seen == 0 && newest.isPresent()) {
            throw Refusal.field(
                    "code", "编码 " + draft.code() + " 已经用于“" + newest.get().name() + "”，请换一个");
        } else if (newest.map(ServiceItem::version).orElse(0) != seen) {
            throw Refusal.conflict("这个事项刚刚被别人改过，请重新打开后再改");
        }
        DraftRules.timing(Objects.requireNonNull(draft.validFrom()), newest.orElse(null), today())
                .ifPresent(reason -> {
                    throw Refusal.field("validFrom", reason);
                });
        return follow(newest.orElse(null), draft, by);
    }

    /** To be called under the lock, with a draft that has been checked. */
    ServiceItem follow(@Nullable ServiceItem newest, ServiceDraft draft, Actor by) {
        ServiceItem added = items.save(draft.toItem(newest, by, clock.instant()));
        LocalDate dayBefore = Objects.requireNonNull(draft.validFrom()).minusDays(1);
        if (newest != null && !newest.hasEndedOn(dayBefore)) {
            newest.setValidUntil(dayBefore);
        }
        audit.record(by, "service-version-added", subject(added));
        return added;
    }

    /**
     * Ends an item after its last day. May be called again, to move that day.
     *
     * @param lastDay not before today
     * @throws Refusal 400 for another day, 404 for no such item, 409 for one that has ended already
     */
    @Transactional
    public ServiceItem end(String code, @Nullable LocalDate lastDay, Actor by) {
        lock();
        ServiceItem newest = existing(code);
        LocalDate today = today();
        if (newest.hasEndedOn(today)) {
            throw Refusal.conflict("这个事项已经停用");
        } else if (lastDay == null) {
            throw Refusal.field("lastDay", "请填写最后一天");
        } else if (lastDay.isBefore(today)) {
            throw Refusal.field("lastDay", "最后一天不能早于今天（" + today + "）");
        } else if (lastDay.isBefore(newest.validFrom())) {
            throw Refusal.field(
                    "lastDay", "第 %d 版将于 %s 生效，请先撤回它，再让事项更早停用".formatted(newest.version(), newest.validFrom()));
        } else if (lastDay.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw Refusal.field("lastDay", "最后一天不能晚于 " + today.plusYears(YEARS_AHEAD));
        }
        newest.setValidUntil(lastDay);
        audit.record(by, "service-ended", subject(newest) + " " + lastDay);
        return newest;
    }

    /**
     * Takes back the newest version, which has not begun: nothing can have been filed under it. The version before ends
     * when it would have ended.
     *
     * @throws Refusal 404 for no such item, 409 for a version that is not the newest or has begun
     */
    @Transactional
    public void withdraw(String code, int version, Actor by) {
        lock();
        ServiceItem newest = existing(code);
        if (newest.version() != version) {
            throw Refusal.conflict("第 " + version + " 版不是最新的版本，请刷新后再看");
        } else if (newest.hasBegunOn(today())) {
            throw Refusal.conflict("第 " + version + " 版已经生效，不能撤回；可以做一个新版本，或者停用这个事项");
        }
        versions(code).stream().skip(1).findFirst().ifPresent(before -> before.setValidUntil(newest.replacedUntil()));
        items.delete(newest);
        audit.record(by, "service-version-withdrawn", subject(newest));
    }

    private Optional<ServiceItem> newest(String code) {
        return versions(code).stream().findFirst();
    }

    private ServiceItem existing(String code) {
        return newest(code).orElseThrow(() -> Refusal.notFound("没有这个事项"));
    }

    private static String subject(ServiceItem item) {
        return item.code() + " v" + item.version();
    }
}
