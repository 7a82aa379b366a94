package org.ganxian.demand;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All demands. Everything that happens to one is recorded here, and recording it is the only way to move it on. */
@Service
@Transactional
public class Demands {

    public static final int DESCRIPTION_LENGTH = 5_000;
    public static final int ADDRESS_LENGTH = 200;
    public static final int NAME_LENGTH = 60;
    public static final int NOTE_LENGTH = 2_000;
    private static final Duration DUPLICATE_WINDOW = Duration.ofDays(14);
    private static final double NEAR_METRES = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DemandRepository demands;
    private final TimelineRepository timeline;
    private final Categories categories;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String numberPrefix;

    Demands(
            DemandRepository demands,
            TimelineRepository timeline,
            Categories categories,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${ganxian.number-prefix}") String numberPrefix) {
        this.demands = demands;
        this.timeline = timeline;
        this.categories = categories;
        this.clock = clock;
        this.events = events;
        this.numberPrefix = numberPrefix;
    }

    /**
     * Takes a demand in and gives it its number and query code. Starts no process.
     *
     * @throws Refusal when a text is missing, too long or unreadable, or the category unknown
     */
    public Demand register(NewDemand order, Actor actor) {
        check(order);
        Demand demand = demands.save(new Demand(order, newQueryCode(), clock.instant()));
        demand.assignNumber(numberPrefix);
        record(demand, Step.REGISTERED, actor, order.source().title());
        return demand;
    }

    private void check(NewDemand order) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (categories.find(order.category()).isEmpty()) {
            wrong.put("category", "没有这个分类：" + order.category());
        }
        checkText(wrong, "description", "诉求内容", order.description(), DESCRIPTION_LENGTH, true);
        checkText(wrong, "title", "标题", order.title(), DESCRIPTION_LENGTH, false);
        checkText(wrong, "place.address", "详细地址", order.address(), ADDRESS_LENGTH, false);
        checkText(wrong, "contact.name", "姓名", order.name(), NAME_LENGTH, false);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
    }

    private static void checkText(
            Map<String, String> wrong, String field, String title, String text, int max, boolean required) {
        if (text == null || text.isBlank()) {
            if (required) {
                wrong.put(field, "请填写" + title);
            }
        } else if (Texts.length(text) > max) {
            wrong.put(field, "%s不能超过 %d 字，现有 %d 字".formatted(title, max, Texts.length(text)));
        } else if (!Texts.isReadable(text)) {
            wrong.put(field, title + "含有不可见的控制字符，请删除后重试");
        }
    }

    /** Eight digits: easy to say over the telephone; guessing is bounded by the rate limit of the query door. */
    private static String newQueryCode() {
        return "%08d".formatted(RANDOM.nextInt(100_000_000));
    }

    /**
     * Appends to the timeline and moves the demand to where the step leads.
     *
     * @param text why, or what was said; may be null
     */
    public void record(Demand demand, Step step, Actor actor, String text) {
        if (text != null && !Texts.isReadable(text)) {
            throw Refusal.invalid("文字含有不可见的控制字符，请删除后重试");
        }
        if (text != null && Texts.length(text) > NOTE_LENGTH) {
            throw Refusal.invalid("文字不能超过 %d 字，现有 %d 字".formatted(NOTE_LENGTH, Texts.length(text)));
        }
        timeline.save(new TimelineEntry(demand.id(), clock.instant(), step, actor, text));
        step.leadsTo().ifPresent(demand::moveTo);
        demands.save(demand);
        events.publishEvent(new DemandMoved(demand.number()));
    }

    /** Lets {@code demand} follow an open {@code master} of the same kind; it is answered with the master. */
    public void merge(Demand demand, Demand master, Actor actor, String reason) {
        if (master.id().equals(demand.id())
                || master.masterId().isPresent()
                || !master.status().isOpen()) {
            throw Refusal.conflict("只能合并到一件未办结、且自身未被合并的诉求");
        }
        String note = "并入 " + master.number() + (reason == null ? "" : "。" + reason);
        for (Demand follower : followersOf(demand)) {
            follower.follow(master);
            record(follower, Step.MERGED, actor, "并入 " + master.number());
        }
        demand.follow(master);
        record(demand, Step.MERGED, actor, note);
    }

    /** Lets a follower go its own way again, because its master ended without an answer for it. */
    public void unmerge(Demand demand, String reason) {
        demand.leaveMaster();
        record(demand, Step.UNMERGED, Actor.SYSTEM, reason);
    }

    @Transactional(readOnly = true)
    public List<Demand> followersOf(Demand master) {
        return demands.findByMasterId(master.id());
    }

    @Transactional(readOnly = true)
    public Optional<Demand> masterOf(Demand demand) {
        return demand.masterId().flatMap(demands::findById);
    }

    @Transactional(readOnly = true)
    public Optional<Demand> find(String number) {
        return demands.findByNumber(number);
    }

    /** The demands of these numbers, in no order; unknown numbers are left out. */
    @Transactional(readOnly = true)
    public List<Demand> all(Collection<String> numbers) {
        return demands.findByNumberIn(numbers);
    }

    /** The demand of a number that is known to exist. */
    @Transactional(readOnly = true)
    public Demand get(String number) {
        return find(number).orElseThrow(() -> Refusal.notFound("没有编号为 " + number + " 的诉求"));
    }

    /**
     * The demand for whoever knows number and query code.
     *
     * @throws Refusal 404 for a wrong number and a wrong code alike, so that neither can be guessed apart
     */
    @Transactional(readOnly = true)
    public Demand track(String number, String code) {
        return opened(find(canonical(number)), code);
    }

    /**
     * As {@link #track}, for a change: nobody else moves the demand until this transaction is over, so that its status
     * and its process are read as they stand and stay so.
     */
    public Demand trackForChange(String number, String code) {
        return opened(demands.findLockedByNumber(canonical(number)), code);
    }

    private static String canonical(String number) {
        return number == null ? "" : number.trim().toUpperCase(Locale.ROOT);
    }

    private static Demand opened(Optional<Demand> demand, String code) {
        return demand.filter(d -> d.queryCode().equals(code == null ? "" : code.trim()))
                .orElseThrow(() -> Refusal.notFound("编号或查询码不正确，请核对后重试"));
    }

    @Transactional(readOnly = true)
    public Optional<Demand> findExternal(NewDemand.External external) {
        return demands.findByExternalSystemAndExternalNumber(external.system(), external.number());
    }

    /**
     * Which of these numbers of another system are here already, with the number that each has here.
     *
     * @param numbers at most a few hundred
     */
    @Transactional(readOnly = true)
    public Map<String, String> known(String system, Collection<String> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : demands.known(system, numbers).stream()
                        .collect(Collectors.toMap(
                                DemandRepository.Known::externalNumber, DemandRepository.Known::number));
    }

    /** What this member of staff registered, newest first. */
    @Transactional(readOnly = true)
    public Page<Demand> registeredBy(String username, Pageable page) {
        return demands.findByRegisteredByOrderByIdDesc(username, page);
    }

    /** The same, by one door only. */
    @Transactional(readOnly = true)
    public Page<Demand> registeredBy(String username, Source source, Pageable page) {
        return demands.findByRegisteredByAndSourceOrderByIdDesc(username, source, page);
    }

    /** All lines, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> timeline(Demand demand) {
        return timeline.findByDemandIdOrderById(demand.id());
    }

    /** User names of all who ever reported work on it; a rework goes to somebody else. */
    @Transactional(readOnly = true)
    public Set<String> formerHandlers(Demand demand) {
        return timeline.findByDemandIdAndStepOrderById(demand.id(), Step.REPORTED).stream()
                .map(TimelineEntry::actorId)
                .collect(java.util.stream.Collectors.toSet());
    }

    /** Open demands of the same category, near the same place, received in the last 14 days, nearest first. */
    @Transactional(readOnly = true)
    public List<Duplicate> duplicatesOf(Demand demand) {
        Set<Status> open = EnumSet.allOf(Status.class);
        open.removeIf(s -> !s.isOpen());
        Instant since = clock.instant().minus(DUPLICATE_WINDOW);
        return demands
                .findByCategoryCodeAndReceivedAtGreaterThanEqualAndStatusInAndIdNotOrderByReceivedAt(
                        demand.categoryCode(), since, open, demand.id())
                .stream()
                .flatMap(other -> near(demand, other).stream())
                .sorted(java.util.Comparator.comparing(
                        Duplicate::distanceMetres, java.util.Comparator.nullsLast(Double::compare)))
                .limit(10)
                .toList();
    }

    private static Optional<Duplicate> near(Demand a, Demand b) {
        Double metres = distance(a, b);
        boolean samePlace = a.placeCode() != null && a.placeCode().equals(b.placeCode());
        return metres != null && metres <= NEAR_METRES || metres == null && samePlace
                ? Optional.of(new Duplicate(b, metres))
                : Optional.empty();
    }

    /** Metres on a sphere, null when either has no coordinates. */
    private static Double distance(Demand a, Demand b) {
        if (a.latitude() == null || b.latitude() == null) {
            return null;
        }
        double lat1 = Math.toRadians(a.latitude().doubleValue());
        double lat2 = Math.toRadians(b.latitude().doubleValue());
        double x =
                Math.toRadians(b.longitude().doubleValue() - a.longitude().doubleValue()) * Math.cos((lat1 + lat2) / 2);
        return Math.hypot(x, lat2 - lat1) * 6_371_000;
    }

    /** A likely duplicate; {@code distanceMetres} is null when only the community is known to be the same. */
    public record Duplicate(Demand demand, Double distanceMetres) {}
}
