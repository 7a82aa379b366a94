package org.ganxian.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.CityRules;
import org.ganxian.engine.TableEditions;
import org.ganxian.engine.TableEditions.Edition;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.rules.Sheet.Row;
import org.jspecify.annotations.Nullable;
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
        return find(rules).orElseGet(() -> put(rules, tables.sheet(rules).file(), by));
    }

    /**
     * A file becomes the draft, in place of one that there may be.
     *
     * @throws Refusal 400 for a file that is no such table, 409 while the draft waits for its day
     */
    public RuleDraft put(CityRules rules, byte[] file, Actor by) {
        Sheet.read(rules.decision(), file).requireColumnsOf(tables.sheet(rules));
        Optional<RuleDraft> draft = find(rules).map(RuleDrafts::requireOpen);
        draft.ifPresent(known -> known.write(file, by, clock.instant()));
        return draft.orElseGet(() -> drafts.saveAndFlush(new RuleDraft(rules.decision(), file, by, clock.instant())));
    }

    private static RuleDraft requireOpen(RuleDraft draft) {
        if (draft.isScheduled()) {
            throw Refusal.conflict("这份改动已定于 %s 生效，要改请先取消定时".formatted(draft.effectiveOn()));
        }
        return draft;
    }

    /**
     * @param version of the draft that was looked at
     * @throws Refusal 409 when somebody changed it meanwhile
     */
    public void change(CityRules rules, long version, UnaryOperator<List<Row>> change, Actor by) {
        RuleDraft draft = requireSeen(rules, version);
        Sheet sheet = sheet(draft);
        draft.write(sheet.with(change.apply(new ArrayList<>(sheet.rows()))), by, clock.instant());
        // Read again as whoever loads it will.
        sheet(draft);
    }

    private RuleDraft requireSeen(CityRules rules, long version) {
        RuleDraft draft = requireOpen(get(rules));
        if (draft.version() == null || draft.version() != version) {
            throw Refusal.conflict("草稿刚被改动，请刷新后再改");
        }
        return draft;
    }

    public void discard(CityRules rules) {
        drafts.delete(requireOpen(get(rules)));
    }

    /**
     * Lets the draft take effect.
     *
     * @param version of the draft that was looked at
     * @param against id of the edition that it was compared with
     * @param day in the city's time, from 00:00; null for now
     * @throws Refusal 400 for a table or a day that cannot be, 409 when either table changed meanwhile
     */
    public void takeEffect(
            CityRules rules, long version, String against, String reason, @Nullable LocalDate day, Actor by) {
        RuleDraft draft = requireSeen(rules, version);
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

    /** The release's table is decided on: taken into a draft, or left. */
    public void decide(CityRules rules, String hash, boolean take, Actor by) {
        RuleTables.Offer offer = tables.offer(rules)
                .filter(o -> o.hash().equals(hash))
                .orElseThrow(() -> Refusal.conflict("新版规则已处理过，请刷新"));
        if (take) {
            put(rules, tables.merged(rules, offer), by);
        }
        offers.save(new RuleOffer(rules.decision(), hash, by, clock.instant()));
        audit.record(by, take ? "rules-offer-taken" : "rules-offer-left", rules.decision());
    }
}
