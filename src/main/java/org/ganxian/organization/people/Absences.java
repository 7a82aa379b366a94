package org.ganxian.organization.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Succession;
import org.ganxian.organization.Term;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is away for some days, and who stands in for them. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Absences {

    private static final int MOST_DAYS = 366;

    private final Leave.Repository leaves;
    private final StandIn.Repository standIns;
    private final Staff staff;
    private final People people;
    private final Succession succession;
    private final Audit audit;

    /** @throws Refusal 400 for days that are none, 409 for somebody off duty or already away then */
    public void leave(String username, LocalDate from, LocalDate to, Actor by) {
        Person person = atWork(username);
        requireDays(from, to);
        if (leavesOf(username).stream().anyMatch(leave -> leave.meets(from, to))) {
            throw Refusal.conflict("这些日子里已经登记了请假");
        }
        leaves.saveAndFlush(new Leave(username, from, to, by.id()));
        audit.record(by, "leave-given", username + " " + from + " " + to);
        people.follow(person);
    }

    /** @throws Refusal 404 for a leave that is not theirs, 409 for one that is over */
    public void endLeave(String username, long id, Actor by) {
        Person person = staff.locked(username);
        end(leaves.findById(id).filter(leave -> leave.username().equals(username)));
        audit.record(by, "leave-ended", username);
        people.follow(person);
    }

    /**
     * Lets somebody do another's own duties for some days.
     *
     * @throws Refusal 400 for days that are none, 409 when one of both is off duty, or it is arranged already
     */
    public void standIn(String username, String absent, LocalDate from, LocalDate to, Actor by) {
        if (username.equals(absent)) {
            throw Refusal.field("deputy", "不能由本人代理本人");
        }
        // Two who stand in for each other: their rows are always taken in one order.
        Stream.of(username, absent).sorted().forEach(this::atWork);
        Person deputy = atWork(username);
        requireDays(from, to);
        if (standIns.findByUsernameOrderById(username).stream()
                .anyMatch(other -> other.absent().equals(absent) && other.meets(from, to))) {
            throw Refusal.conflict("这些日子里已经由此人代理");
        }
        standIns.saveAndFlush(new StandIn(username, absent, from, to, by.id()));
        audit.record(by, "deputy-set", username + " " + absent + " " + from + " " + to);
        people.follow(deputy);
    }

    /** @throws Refusal 404 for what is not arranged for this person, 409 for what is over */
    public void endStandIn(String absent, long id, Actor by) {
        StandIn found = standIns.findById(id)
                .filter(s -> s.absent().equals(absent))
                .orElseThrow(() -> Refusal.notFound("没有这项代理，请刷新"));
        Person deputy = staff.locked(found.username());
        end(Optional.of(found));
        audit.record(by, "deputy-ended", found.username() + " " + absent);
        succession.follow(deputy);
    }

    private static void end(Optional<? extends Term> found) {
        LocalDate today = Term.today();
        Term term = found.orElseThrow(() -> Refusal.notFound("没有这项登记，请刷新"));
        if (term.isOverOn(today)) {
            throw Refusal.conflict("已经结束了，请刷新");
        }
        term.lastUntil(today.minusDays(1));
    }

    private Person atWork(String username) {
        Person person = staff.locked(username);
        if (!person.isActive()) {
            throw Refusal.conflict("“" + person.name() + "”已离岗");
        }
        return person;
    }

    private static void requireDays(LocalDate from, LocalDate to) {
        LocalDate today = Term.today();
        if (from.isBefore(today) || from.isAfter(today.plusDays(MOST_DAYS))) {
            throw Refusal.field("from", "起日应在今天到一年以内");
        } else if (to.isBefore(from)) {
            throw Refusal.field("to", "止日不能早于起日");
        } else if (to.isAfter(from.plusDays(MOST_DAYS))) {
            throw Refusal.field("to", "一次最多一年");
        }
    }

    @Transactional(readOnly = true)
    public List<Leave> leavesOf(String username) {
        return leaves.findByUsernameOrderById(username);
    }

    /** Who stands, stood and will stand in for this person. */
    @Transactional(readOnly = true)
    public List<StandIn> deputiesOf(String absent) {
        return standIns.findByAbsentOrderById(absent);
    }

    /** For whom this person stands in, stood and will. */
    @Transactional(readOnly = true)
    public List<StandIn> standInsOf(String username) {
        return standIns.findByUsernameOrderById(username);
    }
}
