package org.ganxian.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demands;
import org.ganxian.escalation.Supervision.Outcome;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Codes;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.OncePerPage;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All supervisions: raised by hand here, by breaches in {@link EscalationFlow}. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Supervisions {

    static final int REASON = 500;

    private final Supervision.Repository supervisions;
    private final SupervisedFlows flows;
    private final Supervisors supervisors;
    private final Demands demands;
    private final SlaClocks clocks;
    private final SupervisionNotices words;
    private final CurrentActor currentActor;
    private final Clock clock;

    /**
     * Supervises a case because the logged-in supervisor or manager asks for it.
     *
     * @param reason zh-CN
     * @throws Refusal 403 for others, 404 for a case outside their area, 409 when it is not in hand, 400 for no reason
     */
    Supervision raise(@Nullable String number, @Nullable String reason) {
        supervisors.require();
        String why = reason(reason, "督办的理由");
        String asked = Codes.number(number);
        SupervisedFlow flow = takeInMyArea(asked).orElseThrow(() -> Refusal.notFound("您的辖区内没有编号为 " + asked + " 的诉求"));
        if (isRaisedByHand(asked)) {
            throw Refusal.conflict("这件诉求已有人发起督办，正在等待答复");
        }
        Supervision raised = supervisions.saveAndFlush(
                Supervision.byHand(asked, flow.key(), currentActor.get(), why, clock.instant()));
        flow.superviseByHand(asked);
        return raised;
    }

    /**
     * Why somebody does something to a case, without blanks around it.
     *
     * @param name zh-CN, what the reason is called in a refusal
     * @throws Refusal 400 for none, for one that is too long, for control characters
     */
    static String reason(@Nullable String reason, String name) {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty()) {
            throw Refusal.field("reason", "请填写" + name);
        } else if (Texts.length(why) > REASON || !Texts.isReadable(why)) {
            throw Refusal.field("reason", "%s不能超过 %d 字，不能含有控制字符".formatted(name, REASON));
        }
        return why;
    }

    /** The flow of a case that the logged-in supervisor or manager looks after; empty for another's and for no case. */
    Optional<SupervisedFlow> flowInMyArea(String number) {
        Person person = supervisors.require();
        return findFlow(number).filter(f -> supervisors.isInArea(person, f.servingUnit(number)));
    }

    /** The flow of a case, whoever looks after it. */
    SupervisedFlow flowOf(String number) {
        return findFlow(number).orElseThrow(() -> Refusal.conflict("这件诉求还没有进入办理"));
    }

    private Optional<SupervisedFlow> findFlow(String number) {
        return demands.find(number)
                .flatMap(d -> clocks.of(d.number()).stream().findFirst())
                .map(SlaClock::flow)
                .map(flows::of);
    }

    /** As {@link #flowInMyArea}, for a change: the case stands still before anything of it is read. */
    Optional<SupervisedFlow> takeInMyArea(String number) {
        supervisors.require();
        demands.find(number).ifPresent(found -> demands.take(found.number()));
        return flowInMyArea(number);
    }

    boolean isRaisedByHand(String number) {
        return of(number).stream()
                .anyMatch(one -> one.endedAt().isEmpty() && one.step().isEmpty());
    }

    /** All of a case, oldest first, read once a page. */
    private List<Supervision> of(String number) {
        return OncePerPage.read(
                "supervisions of " + number, List.class, () -> supervisions.findBySubjectOrderById(number));
    }

    /**
     * As {@link #ladder(String)}.
     *
     * @param limits all clocks of the case: each call has one, and most cases have no call
     */
    @Transactional(readOnly = true)
    public List<SupervisionEntry> ladder(String number, List<SlaClock> limits) {
        boolean anybodyCalled = limits.stream().anyMatch(limit -> Level.isAnswer(limit.step()));
        return anybodyCalled ? ladder(number) : List.of();
    }

    /** Every call of a superior for this case, oldest first. */
    @Transactional(readOnly = true)
    public List<SupervisionEntry> ladder(String number) {
        return of(number).stream()
                .filter(Supervision::isCalled)
                .map(words::entry)
                .toList();
    }

    /** A flow has finished a case, however: nobody is called for it any more. */
    public void caseEnded(String number, Instant at) {
        supervisions
                .findBySubjectAndEndedAtIsNullOrderById(number)
                .forEach(open -> open.end(Outcome.CASE_ENDED, null, at));
    }

    /**
     * The unit that serves a case, which was taken, lies below other units than before: whoever was called and is not
     * above it any more answers no more.
     *
     * @return codes of the units that answer now, by those that did
     */
    public Map<String, String> carriedOver(String number, @Nullable String servingUnit) {
        Map<String, String> instead = new HashMap<>();
        for (Supervision open : supervisions.findBySubjectAndEndedAtIsNullOrderById(number)) {
            // What nobody serves was the city's from the beginning.
            if (servingUnit != null && open.isCalled() && !supervisors.isOver(open.unitCode(), servingUnit)) {
                Unit above = supervisors.above(servingUnit);
                instead.put(open.unitCode(), above.code());
                open.answerBy(above);
            }
        }
        return instead;
    }

    /** zh-CN: why the superior is called in this instance of {@code escalation}, and until when; empty for another process. */
    @Transactional(readOnly = true)
    public Optional<String> inWords(String processInstance) {
        return supervisions
                .findFirstByProcessInstanceOrderByIdDesc(processInstance)
                .map(s -> "%s。责任方：%s".formatted(words.inWords(s), supervisors.titleOf(s.owner())));
    }

    /**
     * Those of the logged-in person's unit and of all below.
     *
     * @param level null for all
     */
    @Transactional(readOnly = true)
    Page<Supervision> inArea(boolean ended, @Nullable Level level, Pageable page) {
        Person person = supervisors.require();
        return supervisions.findIn(supervisors.areaOf(person), ended, level, page);
    }
}
