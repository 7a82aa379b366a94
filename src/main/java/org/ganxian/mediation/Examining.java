package org.ganxian.mediation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.Entrusted;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.RefusalReason;
import org.ganxian.mediation.dossier.SameDisputes;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.TypedDay;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** 受理审查: a committee takes a dispute, another one does, or none. */
@Component
@RequiredArgsConstructor
class Examining {

    private static final Limit CONFIRMED_WITHIN = Limit.ofDays(3);

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final Arbitration arbitration;
    private final SameDisputes same;
    private final Units units;
    private final WorkingClock working;

    void examined(Given given) {
        Demand demand = given.demand();
        Mediation mediation = given.mediation();
        switch (given.typed().decision()) {
            case "accept" -> {
                entrusted(given);
                mediation.accept(clock.now());
                casework.done(
                        demand,
                        Step.MEDIATION_ACCEPTED,
                        linked(given) ? "与 %s 关联，分别办理".formatted(mediation.linkedTo()) : null);
                clock.responded(demand);
                variables.accepted(given.task());
                clock.startMonth(given.execution(), demand, mediation);
                clock.start(given.execution(), demand, Milestone.CONSENT);
                arbitration.count(given.execution(), demand, mediation);
                variables.next(given.task(), Next.GO_ON);
            }
            case "refuse" -> {
                RefusalReason reason = given.chosen("reason", RefusalReason.values(), "请选择不予受理的理由");
                mediation.proposeRefusal(reason, given.required("ways", "请填写还可以怎样解决"), given.by());
                boolean linked = linked(given);
                if (reason == RefusalReason.REPEATED
                        && !linked
                        && !same.of(mediation).isEmpty()) {
                    throw Refusal.field("linked", "请选择与哪一件是同一纠纷");
                }
                casework.done(
                        demand, Step.REFUSAL_PROPOSED, reason.title() + (linked ? "：" + mediation.linkedTo() : ""));
                toAnswer(given);
                variables.next(given.task(), Next.REFUSE);
            }
            case "move" -> {
                Unit other = committee(given);
                mediation.askToTake(other.code(), given.required("moveReason", "请填写移送的理由"));
                casework.done(demand, Step.MOVE_ASKED, other.name());
                toAnswer(given);
                variables.next(given.task(), Next.MOVE);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        clock.stop(demand, Milestone.EXAMINATION);
    }

    /** Never merged: the parties may differ. Each knows the other's number. */
    private boolean linked(Given given) {
        String other = given.text("linked");
        if (other == null) {
            return false;
        } else if (same.of(given.mediation()).stream()
                .noneMatch(one -> one.number().equals(other))) {
            throw Refusal.field("linked", "请选择列出的纠纷，或者不选");
        }
        given.mediation().linkTo(other);
        return true;
    }

    /** A court's days run from the receipt that the committee signed, not from the registration (A6-8). */
    private void entrusted(Given given) {
        String typed = given.text("receiptOn");
        if (typed != null && !Texts.isReadable(typed)) {
            throw Refusal.field("receiptOn", "文字含有不可见的控制字符，请删除后重试");
        } else if (given.text("entrusted") == null) {
            return;
        }
        Entrusted how = given.chosen("entrusted", Entrusted.values(), "请选择法院怎样委派、委托的");
        LocalDate signedOn = day(given.required("receiptOn", "请填写签收法院材料的日子"));
        long left = ChronoUnit.DAYS.between(clock.today(), signedOn.plusDays(how.days()));
        if (signedOn.isAfter(clock.today()) || left < 1) {
            throw Refusal.field("receiptOn", "签收的日子不在今天以后，也不能早到期限已过（%d 天）".formatted(how.days()));
        }
        given.mediation().entrust(how, signedOn);
        given.mediation().keepMonth((int) left);
        casework.done(
                given.demand(),
                Step.ENTRUSTED_BY_COURT,
                "%s，%s 签收，%d 天；%s".formatted(how.title(), signedOn, how.days(), confirmed(given, signedOn)));
    }

    /** To accept is to confirm to the court; it waits three working days for that (法释〔2021〕12号). */
    private String confirmed(Given given, LocalDate signedOn) {
        Instant until = working.due(
                signedOn.plusDays(1).atStartOfDay(PeopleTime.ZONE).toInstant(),
                CONFIRMED_WITHIN,
                ClockKind.WORKING,
                given.mediation().committee());
        return clock.now().isAfter(until) ? "接收确认晚于 3 个工作日" : "3 个工作日内确认接收";
    }

    private static LocalDate day(String typed) {
        try {
            return TypedDay.parse(typed);
        } catch (DateTimeException wrong) {
            throw Refusal.field("receiptOn", "日期这样写：2026-07-01");
        }
    }

    private void toAnswer(Given given) {
        clock.start(given.execution(), given.demand(), Milestone.APPROVAL);
    }

    private Unit committee(Given given) {
        return units.find(given.required("committee", "请选择移送给哪个调委会"))
                .filter(unit -> unit.kind() == Unit.Kind.COMMITTEE && unit.isOpen())
                .filter(unit -> !unit.code().equals(given.mediation().committee()))
                .orElseThrow(() -> Refusal.field("committee", "请选择另一个调委会"));
    }

    void received(Given given) {
        Demand demand = given.demand();
        boolean taken = switch (given.typed().decision()) {
            case "receive" -> true;
            case "return" -> false;
            default -> throw FormInput.unknownDecision(given.typed().decision());
        };
        given.mediation().moveAnswered(taken ? null : given.required("note", "请填写退回的理由"));
        if (taken) {
            demand.serveBy(given.mediation().committee());
        }
        casework.done(demand, Step.MOVE_ANSWERED, taken ? "已接收" : "已退回");
        examineAgain(given);
    }

    private void examineAgain(Given given) {
        clock.stop(given.demand(), Milestone.APPROVAL);
        clock.start(given.execution(), given.demand(), Milestone.EXAMINATION);
    }

    void refusalDecided(Given given) {
        Demand demand = given.demand();
        Mediation mediation = given.mediation();
        switch (given.typed().decision()) {
            case "approve" -> {
                RefusalReason reason = Objects.requireNonNull(mediation.refusal(), "proposed before");
                demand.completeAt(clock.now());
                casework.done(demand, Step.REJECTED, "理由：" + reason.title());
                variables.next(given.task(), Next.GO_ON);
            }
            case "return" -> {
                mediation.forgetRefusal(given.required("note", "请填写退回的理由"));
                casework.done(demand, Step.REFUSAL_RETURNED, null);
                examineAgain(given);
                variables.next(given.task(), Next.RETURN);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }
}
