package org.ganxian.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.engine.tables.TableEditions.Edition;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.rules.Sheet.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of the city's tables: drafted, looked at, then put into force at once or on a day. */
@Service
@Transactional
@RequiredArgsConstructor
class RuleDrafts {

    static final String IN_FORCE = "rules-in-force";
    static final String SCHEDULED = "rules-scheduled";
    static final String CANCELLED = "rules-cancelled";
    private static final String REPLACED = "rules-draft-replaced";
    private static final String DISCARDED = "rules-draft-discarded";
    private static final String TAKEN_IN = "rules-shipped-taken-in";
    private static final int REASON_LENGTH = 200;
    private static final int LATEST_DAYS = 366;

    private final RuleTables tables;
    private final TableEditions editions;
    private final RuleDraft.Repository drafts;
    private final RuleEdition.Editions made;
    private final RuleOffer.Repository offers;
    private final RuleTimers timers;
    private final Audit audit;
    private final Clock clock;

    /**
     * A draft whose changes are lost when another table takes its place.
     *
     * @param seen to be sent by whoever wants that
     */
    record AtStake(String seen, Difference changes) {}

    public Optional<RuleDraft> find(CityRules rules) {
        return drafts.findById(rules.decision());
    }

    /** @throws Refusal 404 when nothing is being changed */
    public RuleDraft get(CityRules rules) {
        return find(rules).orElseThrow(() -> Refusal.notFound("没有草稿，可能刚被生效或放弃，请刷新"));
    }

    public Sheet sheet(RuleDraft draft) {
        return Sheet.read(draft.decision(), draft.content());
    }

    /** The draft that there is, or one that is as the table in force. */
    public RuleDraft begin(CityRules rules, Actor by) {
        return find(rules).orElseGet(() -> put(rules, tables.sheet(rules).file(), "", by));
    }

    /** What becomes of the draft when another table takes its place; empty when there is none. */
    public Optional<AtStake> atStake(CityRules rules) {
        return find(rules)
                .filter(draft -> !draft.isScheduled())
                .map(draft ->
                        new AtStake(draft.seen(), Difference.of(tables.sheet(rules), sheet(draft), new Words(rules))));
    }

    /**
     * A file becomes the draft. One that there is gives way only to whoever has seen it as it is.
     *
     * @param replaces what was seen of the draft that it replaces; empty for nothing
     * @throws Refusal 400 for a file that is no such table, 409 while the draft waits for its day, or when it was not seen
     */
    public RuleDraft put(CityRules rules, byte[] file, String replaces, Actor by) {
        tables.requireKnownColumns(rules, Sheet.read(rules.decision(), file));
        RuleDraft known = find(rules).map(RuleDrafts::requireOpen).orElse(null);
        if (known == null) {
            return made(new RuleDraft(rules.decision(), file, by, clock.instant()));
        } else if (!known.seen().equals(replaces)) {
            throw Refusal.conflict("已有草稿，%s 于 %s 改，没有替换。请返回刷新，看过其中的改动再决定是否替换"
                    .formatted(known.changedBy(), PeopleTime.of(known.changedAt())));
        }
        known.write(file, by, clock.instant());
        audit.record(by, REPLACED, rules.decision());
        return known;
    }

    private RuleDraft made(RuleDraft draft) {
        try {
            return drafts.saveAndFlush(draft);
        } catch (DataIntegrityViolationException another) {
            throw Refusal.conflict("刚有人起了草稿，请刷新后再改");
        }
    }

    /** The draft as it is, with more in it; one that is as the table in force, with that in it, where there is none. */
    private void add(CityRules rules, Function<Sheet, byte[]> more, Actor by) {
        RuleDraft draft = requireOpen(begin(rules, by));
        draft.write(more.apply(sheet(draft)), by, clock.instant());
        // Read again as whoever loads it will.
        sheet(draft);
    }

    /** The release's rows that hold for want of the city's own become the city's to change. */
    public void takeIn(CityRules rules, Actor by) {
        List<Row> held = tables.held(rules);
        if (held.isEmpty()) {
            throw Refusal.conflict("本市的表里都有，没有用出厂的行，请刷新");
        }
        Sheet release = tables.shippedSheet(rules);
        add(
                rules,
                sheet -> {
                    Sheet own = sheet.inColumnsOf(release);
                    return own.with(Merge.behind(own, held));
                },
                by);
        audit.record(by, TAKEN_IN, rules.decision());
    }

    private static RuleDraft requireOpen(RuleDraft draft) {
        if (draft.isScheduled()) {
            throw Refusal.conflict("这份改动已定于 %s 生效，要改请先取消定时".formatted(draft.effectiveOn()));
        }
        return draft;
    }

    /**
     * @param seen of the draft that was looked at
     * @throws Refusal 409 when somebody changed it meanwhile
     */
    public void change(CityRules rules, String seen, UnaryOperator<List<Row>> change, Actor by) {
        RuleDraft draft = requireSeen(rules, seen);
        Sheet sheet = sheet(draft);
        draft.write(sheet.with(change.apply(new ArrayList<>(sheet.rows()))), by, clock.instant());
        // Read again as whoever loads it will.
        sheet(draft);
    }

    private RuleDraft requireSeen(CityRules rules, String seen) {
        RuleDraft draft = requireOpen(get(rules));
        if (!draft.seen().equals(seen)) {
            throw Refusal.conflict(
                    "草稿刚被改动（%s，%s），请刷新后再改".formatted(draft.changedBy(), PeopleTime.of(draft.changedAt())));
        }
        return draft;
    }

    /** @throws Refusal 409 when somebody changed it meanwhile */
    public void discard(CityRules rules, String seen, Actor by) {
        drafts.delete(requireSeen(rules, seen));
        audit.record(by, DISCARDED, rules.decision());
    }

    /**
     * Lets the draft take effect.
     *
     * @param seen of the draft that was looked at
     * @param against id of the edition that it was compared with
     * @param day in the city's time, from 00:00; null for now
     * @throws Refusal 400 for a table or a day that cannot be, 409 when either table changed meanwhile
     */
    public void takeEffect(
            CityRules rules, String seen, String against, String reason, @Nullable LocalDate day, Actor by) {
        RuleDraft draft = requireSeen(rules, seen);
        String why = reason.strip();
        if (why.isEmpty() || why.length() > REASON_LENGTH || !Texts.isReadable(why)) {
            throw Refusal.field("reason", "请写明改动说明，最多 %d 字".formatted(REASON_LENGTH));
        } else if (!tables.inForce(rules).id().equals(against)) {
            throw Refusal.conflict("现行规则刚被改动，请重新对照后再生效");
        }
        Findings findings = tables.findings(rules, sheet(draft));
        if (!findings.mayTakeEffect()) {
            throw Refusal.invalid(findings.why());
        } else if (day == null) {
            putIntoForce(draft, why, by);
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
        if (!day.isAfter(today) || day.isAfter(today.plusDays(LATEST_DAYS))) {
            throw Refusal.field("day", "生效日期应在明天到一年之内；今天生效请不填日期");
        }
        draft.schedule(day, why, against, by, clock.instant());
        drafts.saveAndFlush(draft);
        timers.set(rules.decision());
        audit.record(by, SCHEDULED, "%s %s".formatted(rules.decision(), day));
    }

    private void putIntoForce(RuleDraft draft, String why, Actor by) {
        Edition edition = editions.putIntoForce(draft.decision(), draft.content());
        made.save(new RuleEdition(edition.deployment(), draft.decision(), by, why));
        drafts.delete(draft);
        audit.record(by, IN_FORCE, "%s 第 %d 版".formatted(draft.decision(), edition.number()));
    }

    /** @throws Refusal 409 when it does not wait (any more) */
    public void cancel(CityRules rules, Actor by) {
        RuleDraft draft = get(rules);
        if (!draft.isScheduled()) {
            throw Refusal.conflict("这份改动没有定时，或者刚刚生效，请刷新");
        }
        draft.reopen();
        drafts.saveAndFlush(draft);
        timers.cancel(rules.decision());
        audit.record(by, CANCELLED, rules.decision());
    }

    /**
     * The day has come.
     *
     * @param by who had set it
     * @return zh-CN, why it was not put into force; empty when it was, or when nothing waits any more
     */
    Optional<String> dayHasCome(String decision, Actor by) {
        RuleDraft draft =
                drafts.findById(decision).filter(RuleDraft::isScheduled).orElse(null);
        if (draft == null) {
            return Optional.empty();
        }
        CityRules rules = tables.get(decision);
        String wrong = tables.inForce(rules).id().equals(draft.against())
                ? tables.findings(rules, sheet(draft)).why()
                : "定时之后现行规则又有改动，请重新对照";
        if (!wrong.isEmpty()) {
            draft.refuse(wrong);
            return Optional.of(wrong);
        }
        putIntoForce(draft, draft.reason() == null ? "" : draft.reason(), by);
        return Optional.empty();
    }

    /**
     * The release's table is decided on: taken into the draft, which keeps its own changes, or left.
     *
     * @param replaces as for {@link #put}, where nobody knows any more what the release has changed
     */
    public void decide(CityRules rules, String hash, boolean take, String replaces, Actor by) {
        RuleTables.Offer offer = tables.offer(rules)
                .filter(o -> o.hash().equals(hash))
                .orElseThrow(() -> Refusal.conflict("新版规则已处理过，请刷新"));
        if (take && offer.own()) {
            add(rules, sheet -> tables.merged(rules, offer, sheet), by);
        } else if (take) {
            put(rules, offer.file(), replaces, by);
        }
        offers.save(new RuleOffer(rules.decision(), hash, by, clock.instant()));
        audit.record(by, take ? "rules-offer-taken" : "rules-offer-left", rules.decision());
    }
}
