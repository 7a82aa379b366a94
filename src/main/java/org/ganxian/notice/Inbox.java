package org.ganxian.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's notices. Whoever asks sees and marks their own only. */
@Service
@Transactional
@RequiredArgsConstructor
class Inbox {

    interface Entries extends Repository<InboxEntry, Long> {
        InboxEntry save(InboxEntry entry);

        Optional<InboxEntry> findByIdAndUsername(Long id, String username);

        List<InboxEntry> findByUsernameAndIdLessThanOrderByIdDesc(String username, Long before, Limit limit);

        Page<InboxEntry> findByUsername(String username, Pageable page);

        Page<InboxEntry> findByUsernameAndReadAtIsNull(String username, Pageable page);

        long countByUsernameAndReadAtIsNull(String username);

        @Modifying
        @Query("update InboxEntry set readAt = :now where username = :username and readAt is null")
        void readAll(String username, Instant now);

        @Modifying
        @Query("delete from InboxEntry where readAt < :read or toldAt < :told")
        void forget(Instant read, Instant told);
    }

    /** @param next the {@code before} of the next page; null on the last */
    record Part(List<InboxEntry> entries, @Nullable Long next) {}

    private final Entries entries;
    private final People people;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final Clock clock;

    void put(String username, Notice notice) {
        entries.save(new InboxEntry(username, notice, clock.instant()));
    }

    /** How many the person asking has not read. */
    long unread() {
        return entries.countByUsernameAndReadAtIsNull(owner());
    }

    /**
     * Newest first.
     *
     * @param before older than the notice of this id; null for the newest
     */
    Part part(@Nullable Long before, int size) {
        List<InboxEntry> found = entries.findByUsernameAndIdLessThanOrderByIdDesc(
                owner(), before == null ? Long.MAX_VALUE : before, Limit.of(size + 1));
        return found.size() <= size
                ? new Part(found, null)
                : new Part(found.subList(0, size), found.get(size - 1).id());
    }

    /** For a page that is narrowed and sorted. */
    Page<InboxEntry> page(boolean unreadAlone, boolean oldestFirst, PageRequest page) {
        PageRequest sorted = page.withSort(oldestFirst ? Sort.Direction.ASC : Sort.Direction.DESC, "id");
        return unreadAlone
                ? entries.findByUsernameAndReadAtIsNull(owner(), sorted)
                : entries.findByUsername(owner(), sorted);
    }

    /** @throws Refusal 404 when it is somebody else's or nobody's */
    void read(Long id) {
        entries.findByIdAndUsername(id, owner())
                .orElseThrow(() -> Refusal.notFound("没有这条通知"))
                .read(clock.instant());
    }

    void readAll() {
        entries.readAll(owner(), clock.instant());
    }

    /** Where the notices of the person asking are mailed to; empty for nowhere. */
    Optional<String> email() {
        return people.find(owner()).flatMap(Person::email);
    }

    /**
     * Lets the notices of the person asking be mailed as well.
     *
     * @param email null or blank for nowhere
     * @throws Refusal 400 for what is no address
     */
    void mailTo(String email) {
        people.setEmail(owner(), email);
        audit.record(currentActor.get(), "notice-email-set", owner());
    }

    /** What was read before one instant, and what nobody has read since another. */
    void forget(Instant read, Instant told) {
        entries.forget(read, told);
    }

    private String owner() {
        return currentActor.username().orElseThrow(() -> Refusal.forbidden("请先登录"));
    }
}
