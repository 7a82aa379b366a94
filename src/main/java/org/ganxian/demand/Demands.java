package org.ganxian.demand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Codes;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.data.KnownLines;
import org.ganxian.platform.data.NewCases;
import org.ganxian.platform.web.RequestLog;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
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
    private static final String NOT_TO_FOLLOW = "只能合并到一件未办结、且自身未被合并的诉求";

    private final DemandRepository demands;
    private final CaseNumbers known = new CaseNumbers();
    private final NewCases fresh;
    private final KnownLines<TimelineEntry.Happened> lines = new KnownLines<>();
    private final DemandLocks locks;
    private final TimelineRepository timeline;
    private final NewDemandRules rules;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String numberPrefix;

    Demands(
            DemandRepository demands,
            DemandLocks locks,
            TimelineRepository timeline,
            NewDemandRules rules,
            NewCases fresh,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${ganxian.number-prefix}") String numberPrefix) {
        this.demands = demands;
        this.locks = locks;
        this.timeline = timeline;
        this.rules = rules;
        this.fresh = fresh;
        this.clock = clock;
        this.events = events;
        this.numberPrefix = numberPrefix;
    }

    /**
     * Takes a demand in and gives it its number and query code. Starts no process.
     *
     * @throws Refusal when a text is missing, too long or unreadable, the category unknown, or the position elsewhere
     */
    public Demand register(NewDemand order, Actor actor) {
        Demand demand = demands.save(new Demand(rules.checked(order), Codes.freshQuery(), clock.instant()));
        demand.assignNumber(numberPrefix);
        known.learn(demand);
        fresh.begin(demand.number());
        lines.begin(demand.id());
        append(demand, Step.REGISTERED, actor, order.source().title());
        events.publishEvent(new DemandRegistered(demand));
        return demand;
    }

    /**
     * Appends to the timeline and moves the demand to where the step leads. The demand is this transaction's from then
     * on, and its version is raised, whatever the step changes.
     *
     * @param text why, or what was said; may be null
     * @throws Refusal 409 when the step cannot be taken from where the demand stands
     */
    public void record(Demand demand, Step step, Actor actor, @Nullable String text) {
        lines.goOn(demand.id(), demand.version());
        locks.raiseVersion(demand);
        append(demand, step, actor, text);
    }

    private void append(Demand demand, Step step, Actor actor, @Nullable String text) {
        if (text != null && !Texts.isReadable(text)) {
            throw Refusal.invalid("文字含有不可见的控制字符，请删除后重试");
        }
        if (text != null && Texts.length(text) > NOTE_LENGTH) {
            throw Refusal.invalid("文字不能超过 %d 字，现有 %d 字".formatted(NOTE_LENGTH, Texts.length(text)));
        }
        demand.move(step);
        // As the database keeps it.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        TimelineEntry entry = timeline.save(new TimelineEntry(demand.id(), at, step, actor, text));
        lines.add(demand.id(), new TimelineEntry.Happened(step, at, actor.id()));
        if (!step.isReminder()) {
            events.publishEvent(new DemandMoved(demand.number()));
        }
        events.publishEvent(new StepTaken(demand, step, entry.id()));
    }

    /**
     * Lets {@code demand}, and all that follow it, follow an open order of the same unit; they are answered with that.
     *
     * @param reason may be null
     * @return all that follow the master by this, taken
     * @throws Refusal 409 when the master cannot be followed any more
     */
    public List<Demand> merge(Demand demand, Demand master, Actor actor, @Nullable String reason) {
        if (master.id().equals(demand.id())) {
            throw Refusal.conflict(NOT_TO_FOLLOW);
        }
        List<Demand> both = withFollowers(demand);
        both.add(master);
        locks.take(both);
        // Only now do they stand still: looked at again.
        if (master.masterId().isPresent() || !master.status().isOpen()) {
            throw Refusal.conflict(NOT_TO_FOLLOW);
        } else if (master.status().isOfAnApplication()) {
            throw Refusal.conflict("只能并入一件群众点单，" + master.number() + " 是窗口办理的申请");
        } else if (!Objects.equals(demand.servingUnit(), master.servingUnit())) {
            throw Refusal.conflict(master.number() + " 刚刚改由其他单位办理，不能并入");
        }
        List<Demand> merged = new ArrayList<>(takenFollowersOf(demand));
        merged.forEach(follower -> follow(follower, master, actor, null));
        follow(demand, master, actor, reason);
        locks.raiseVersion(master);
        merged.add(demand);
        return merged;
    }

    private void follow(Demand demand, Demand master, Actor actor, @Nullable String reason) {
        record(demand, Step.MERGED, actor, "并入 " + master.number() + (reason == null ? "" : "。" + reason));
        demand.follow(master);
    }

    /**
     * Ends a demand without an answer for those that follow it: they go their own way again.
     *
     * @param text of the step, may be null
     * @param reason zh-CN, what the followers are told
     * @return the former followers, each registered anew and without a process until the caller starts one
     */
    public List<Demand> endWithoutAnswer(
            Demand demand, Step step, Actor actor, @Nullable String text, @Nullable String reason) {
        locks.takeUnlessHeld(demand, () -> withFollowers(demand));
        record(demand, step, actor, text);
        List<Demand> followers = takenFollowersOf(demand);
        for (Demand follower : followers) {
            record(follower, Step.UNMERGED, Actor.SYSTEM, reason);
            follower.leaveMaster();
        }
        return followers;
    }

    private List<Demand> withFollowers(Demand demand) {
        List<Demand> all = new ArrayList<>(demands.followersOf(demand.id()));
        all.add(demand);
        return all;
    }

    /** With those that came while the lock was waited for. No more can come: that takes a lock of the master. */
    private List<Demand> takenFollowersOf(Demand demand) {
        List<Demand> followers = demands.followersOf(demand.id());
        locks.take(followers);
        return followers.stream()
                .filter(follower -> follower.status() == Status.MERGED)
                .toList();
    }

    @Transactional(readOnly = true)
    public Optional<Demand> masterOf(Demand demand) {
        return demand.masterId().flatMap(demands::findById);
    }

    @Transactional(readOnly = true)
    public Optional<Demand> find(@Nullable String number) {
        Optional<Demand> found = number == null ? Optional.empty() : known.find(number, demands);
        found.map(Demand::number).ifPresent(RequestLog::about);
        return found;
    }

    /** The demands of these numbers, in no order; unknown numbers are left out. */
    @Transactional(readOnly = true)
    public List<Demand> all(Collection<String> numbers) {
        return numbers.size() == 1
                ? known.find(numbers.iterator().next(), demands).stream().toList()
                : demands.findByNumberIn(numbers);
    }

    /** The demand of a number that is known to exist. */
    @Transactional(readOnly = true)
    public Demand get(String number) {
        return find(number).orElseThrow(() -> Refusal.notFound("没有编号为 " + number + " 的诉求"));
    }

    /**
     * As {@link #get}, for a change: nobody else moves the demand until this transaction is over, and it is read as it
     * stands then.
     */
    public Demand take(String number) {
        Optional<Demand> unread = known.id(number)
                .map(locks::takeUnread)
                .orElseGet(() -> locks.takeUnread(number))
                .filter(d -> number.equals(d.number()));
        unread.ifPresent(known::learn);
        Demand demand = unread.orElseGet(() -> get(number));
        RequestLog.about(number);
        locks.take(List.of(demand));
        return demand;
    }

    /**
     * The demand for whoever knows number and query code.
     *
     * @throws Refusal 404 for a wrong number and a wrong code alike, so that neither can be guessed apart
     */
    @Transactional(readOnly = true)
    public Demand track(@Nullable String number, @Nullable String code) {
        return opened(find(Codes.number(number)), Codes.query(code));
    }

    /** As {@link #track}, for a change: see {@link #take}. */
    public Demand trackForChange(String number, @Nullable String code) {
        String asked = Codes.number(number);
        Optional<Demand> unread = known.id(asked).flatMap(locks::takeUnread).filter(d -> asked.equals(d.number()));
        Demand demand = opened(unread.or(() -> find(asked)), Codes.query(code));
        RequestLog.about(demand.number());
        locks.take(List.of(demand));
        return demand;
    }

    /** As {@link #trackForChange}, together with all that follow the demand. */
    public Demand trackWithFollowers(String number, @Nullable String code) {
        Demand demand = track(number, code);
        locks.take(withFollowers(demand));
        return demand;
    }

    /**
     * Gives the demand another query code; the one before opens nothing any more.
     *
     * @return with the new code
     * @throws Refusal as {@link #track}; 409 for a case that is over
     */
    public Demand changeCode(String number, @Nullable String code, Actor resident) {
        Demand demand = trackForChange(number, code);
        if (demand.status().isFinal()) {
            throw Refusal.conflict("这件诉求已经了结，不用再换查询码");
        }
        record(demand, Step.CODE_CHANGED, resident, null);
        demand.changeCode(Codes.freshQuery(), clock.instant());
        return demand;
    }

    private static Demand opened(Optional<Demand> demand, String code) {
        return demand.filter(d -> MessageDigest.isEqual(
                        d.queryCode().getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> Refusal.notFound("编号或查询码不正确，请核对后重试"));
    }

    @Transactional(readOnly = true)
    public Optional<Demand> findExternal(NewDemand.External external) {
        return demands.findByExternalSystemAndExternalKey(external.system(), external.key());
    }

    /**
     * Which of these numbers of another system are here already, by their keys.
     *
     * @param keys as {@link NewDemand.External#key}, at most a few hundred
     */
    @Transactional(readOnly = true)
    public Map<String, Demand> known(String system, Collection<String> keys) {
        return keys.isEmpty()
                ? Map.of()
                : demands.findByExternalSystemAndExternalKeyIn(system, keys).stream()
                        .collect(Collectors.toMap(Demand::externalKey, Function.identity()));
    }

    /** What this member of staff registered, newest first. */
    @Transactional(readOnly = true)
    public Page<Demand> registeredBy(String username, Pageable page) {
        return demands.findByRegisteredByOrderByIdDesc(username, page);
    }

    /**
     * The same, some of them.
     *
     * @param source by one door only; null for all
     * @param over whether they are over; null for all
     */
    @Transactional(readOnly = true)
    public Page<Demand> registeredBy(
            String username, @Nullable Source source, @Nullable Boolean over, boolean oldestFirst, PageRequest page) {
        Set<Source> sources = source == null ? EnumSet.allOf(Source.class) : EnumSet.of(source);
        Set<Status> statuses = EnumSet.allOf(Status.class);
        statuses.removeIf(status -> over != null && status.isFinal() != over);
        Sort order = Sort.by(oldestFirst ? Sort.Direction.ASC : Sort.Direction.DESC, "id");
        return demands.registeredBy(username, sources, statuses, page.withSort(order));
    }

    /** All lines, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> timeline(Demand demand) {
        return timeline.findByDemandIdOrderById(demand.id());
    }

    /** What happened, when and by whom, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry.Happened> happened(Demand demand) {
        return lines.of(demand.id(), demand.version(), timeline::findHappened);
    }

    /** User names of all who ever reported work on it; a rework goes to somebody else. */
    @Transactional(readOnly = true)
    public Set<String> formerHandlers(Demand demand) {
        return happened(demand).stream()
                .filter(line -> line.step() == Step.REPORTED)
                .map(TimelineEntry.Happened::actor)
                .collect(Collectors.toSet());
    }

    /** Whether its resident has said that it is another matter than the one it was merged into. */
    @Transactional(readOnly = true)
    public boolean hasObjected(Demand demand) {
        return happened(demand).stream().anyMatch(line -> line.step() == Step.OBJECTED);
    }
}
