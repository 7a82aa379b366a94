package org.ganxian.mediation.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.danger.DangerWords;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.mediation.MediationFiles;
import org.ganxian.mediation.MediationReaders;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationSession.Mode;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 约定调解时间: sessions to come, week by week, for those who may read their cases. A clash is shown, and forbids nothing. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Appointments {

    private static final String MADE = "mediation-appointed";
    private static final String CANCELLED = "mediation-appointment-cancelled";

    private static final int MOST_DAYS_AHEAD = 60;
    private static final int LONGEST_ROOM = 60;
    private static final Limit NOTICE = Limit.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(8);
    private static final LocalTime EARLIEST = LocalTime.of(7, 0);
    private static final LocalTime LATEST = LocalTime.of(22, 0);

    /**
     * What somebody wants to appoint.
     *
     * @param room at most 60 characters
     * @param soonerAgreed whether all who are to come agree to less than a working day's notice
     */
    public record Wish(LocalDate day, LocalTime from, LocalTime to, Mode mode, String room, boolean soonerAgreed) {}

    /**
     * A session to come, without anybody's name but the mediators'.
     *
     * @param clashes zh-CN, what it clashes with
     * @param over whether it is past
     */
    public record Entry(
            Long id,
            String number,
            String type,
            LocalDate day,
            LocalTime from,
            LocalTime to,
            Mode mode,
            String room,
            List<String> mediators,
            List<String> clashes,
            boolean over) {}

    /**
     * A session to come, as a party may know it.
     *
     * @param alone whether only this party is to come
     */
    public record Meeting(Instant from, Instant to, String room, boolean alone) {}

    private final Appointment.Repository appointments;
    private final MediationReaders readers;
    private final Boards boards;
    private final Demands demands;
    private final DangerWords words;
    private final AppointmentDesk desk;
    private final WorkingClock working;
    private final Clock clock;

    /**
     * @throws Refusal 404 for whoever may not read the case, 409 where it stands elsewhere, 400 with all that is wrong
     */
    public void make(String number, Wish wish) {
        Mediation mediation = readers.require(number);
        Status status = demands.get(number).status();
        if (!MediationFiles.APPOINTABLE.contains(status)) {
            throw Refusal.conflict("这件调解现在是“" + status.title() + "”，不能约定调解时间");
        }
        Instant from = instant(wish.day(), wish.from());
        Instant to = instant(wish.day(), wish.to());
        check(wish, from, to);
        if (!wish.soonerAgreed() && from.isBefore(noticed(mediation))) {
            throw Refusal.field("sooner", "应当至少提前 1 个工作日通知；要来的人都同意提前的，请勾选");
        }
        appointments.save(new Appointment(
                mediation.id(), from, to, wish.mode(), wish.room().strip(), desk.who(), clock.instant()));
        desk.record(MADE, number);
    }

    /** Until when whoever is to come has had a working day's notice. */
    private Instant noticed(Mediation mediation) {
        return working.due(clock.instant(), NOTICE, ClockKind.WORKING, mediation.committee());
    }

    private static Instant instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(PeopleTime.ZONE).toInstant();
    }

    private void check(Wish wish, Instant from, Instant to) {
        Instant now = clock.instant();
        String room = wish.room().strip();
        if (!from.isAfter(now) || from.isAfter(now.plus(Duration.ofDays(MOST_DAYS_AHEAD)))) {
            throw Refusal.field("day", "时间应在现在以后、" + MOST_DAYS_AHEAD + " 天以内");
        } else if (wish.from().isBefore(EARLIEST) || wish.to().isAfter(LATEST)) {
            throw Refusal.field("from", "请约在 7:00 到 22:00 之间");
        } else if (Duration.between(from, to).compareTo(SHORTEST) < 0
                || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refusal.field("to", "一次调解 15 分钟到 8 小时");
        } else if (room.isEmpty() || Texts.length(room) > LONGEST_ROOM || !Texts.isReadable(room)) {
            throw Refusal.field("room", "请填写房间或地点，不超过 " + LONGEST_ROOM + " 字");
        } else if (words.tellOfDanger(null, room)) {
            // Nothing is kept of it, so nobody could be called for it.
            throw Refusal.field("room", "这里只写房间或地点；有危险的，请先打 110，再按“报告激化”");
        }
    }

    /** @throws Refusal 404 for whoever may not read the case and for what is not there, or is past */
    public void cancel(String number, Long id) {
        Mediation mediation = readers.require(number);
        Appointment one = appointments
                .findByIdAndMediationId(id, mediation.id())
                .filter(appointment -> appointment.cancelledAt() == null
                        && appointment.beginsAt().isAfter(clock.instant()))
                .orElseThrow(() -> Refusal.notFound("没有这次约定，或者已经取消、已经过去"));
        one.cancel(desk.who(), clock.instant());
        desk.record(CANCELLED, number);
    }

    /** The Monday of the week in which a day is. */
    public static LocalDate mondayOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Those of one case that are not past. */
    @Transactional(readOnly = true)
    public List<Entry> of(String number) {
        Mediation mediation = readers.require(number);
        List<Appointment> own =
                appointments.findByMediationIdAndCancelledAtIsNullOrderByBeginsAt(mediation.id()).stream()
                        .filter(one -> one.endsAt().isAfter(clock.instant()))
                        .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        Instant last = own.get(own.size() - 1).endsAt();
        return entries(own.get(0).beginsAt(), last.plusSeconds(1)).stream()
                .filter(entry -> entry.number().equals(number))
                .toList();
    }

    /** Those of a case to which one side is to come, for a page of that side's own: who reads it has been asked already. */
    @Transactional(readOnly = true)
    public List<Meeting> ahead(Mediation mediation, Status status, Side side) {
        if (!MediationFiles.APPOINTABLE.contains(status)) {
            return List.of();
        }
        Mode alone = Mode.separate(side);
        return appointments.findByMediationIdAndCancelledAtIsNullOrderByBeginsAt(mediation.id()).stream()
                .filter(one -> one.endsAt().isAfter(clock.instant()))
                .filter(one -> one.mode() == Mode.JOINT || one.mode() == alone)
                .map(one -> new Meeting(one.beginsAt(), one.endsAt(), one.room(), one.mode() == alone))
                .toList();
    }

    /**
     * The seven days from a Monday: all of the caller's committees, and those in which they mediate.
     *
     * @param monday in Asia/Shanghai
     */
    @Transactional(readOnly = true)
    public List<Entry> week(LocalDate monday) {
        return entries(instant(monday, LocalTime.MIN), instant(monday.plusDays(7), LocalTime.MIN));
    }

    private List<Entry> entries(Instant from, Instant to) {
        List<Appointment.OfCase> all = current(appointments.between(from, to));
        Boards.Panels panels =
                boards.of(all.stream().map(one -> one.mediation().id()).collect(Collectors.toSet()));
        List<Clashes.Slot> slots = all.stream().map(one -> slot(one, panels)).toList();
        Map<Long, String> numbers = all.stream()
                .collect(Collectors.toMap(
                        one -> one.appointment().id(), one -> one.mediation().number()));
        Set<String> committees = readers.committees();
        Set<Long> shown = all.stream()
                .filter(one -> committees.contains(one.mediation().committee())
                        || panels.of(one.mediation().id()).contains(desk.who()))
                .map(one -> one.appointment().id())
                .collect(Collectors.toSet());
        return all.stream()
                .filter(one -> shown.contains(one.appointment().id()))
                .map(one -> {
                    Clashes.Slot slot = slot(one, panels);
                    return entry(one, slot, panels, said(Clashes.of(slot, slots), numbers, shown));
                })
                .toList();
    }

    /** Without what is to come of cases that are over. */
    private List<Appointment.OfCase> current(List<Appointment.OfCase> some) {
        Map<String, Demand> cases =
                demands.all(some.stream().map(one -> one.mediation().number()).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Demand::number, Function.identity()));
        Instant now = clock.instant();
        return some.stream()
                .filter(one -> {
                    Demand demand = cases.get(one.mediation().number());
                    return demand != null
                            && (MediationFiles.APPOINTABLE.contains(demand.status())
                                    || one.appointment().beginsAt().isBefore(now));
                })
                .toList();
    }

    private static Clashes.Slot slot(Appointment.OfCase one, Boards.Panels panels) {
        Appointment appointment = one.appointment();
        return new Clashes.Slot(
                appointment.id(),
                appointment.beginsAt(),
                appointment.endsAt(),
                one.mediation().committee(),
                appointment.room(),
                panels.of(one.mediation().id()));
    }

    /** Another's case is told of without its number. */
    private static List<String> said(List<Clashes.Clash> clashes, Map<Long, String> numbers, Set<Long> shown) {
        Map<Long, List<String>> byOther = new LinkedHashMap<>();
        clashes.forEach(clash -> byOther.computeIfAbsent(clash.with().id(), id -> new ArrayList<>())
                .add(clash.kind() == Clashes.Kind.ROOM ? "地点" : "调解员"));
        return byOther.entrySet().stream()
                .map(other -> String.join("、", other.getValue())
                        + (shown.contains(other.getKey()) ? "与 " + numbers.get(other.getKey()) + " 同时" : "同时另有安排"))
                .distinct()
                .toList();
    }

    private Entry entry(Appointment.OfCase one, Clashes.Slot slot, Boards.Panels panels, List<String> clashes) {
        Appointment appointment = one.appointment();
        return new Entry(
                appointment.id(),
                one.mediation().number(),
                boards.type(one.mediation()),
                LocalDate.ofInstant(slot.from(), PeopleTime.ZONE),
                LocalTime.ofInstant(slot.from(), PeopleTime.ZONE),
                LocalTime.ofInstant(slot.to(), PeopleTime.ZONE),
                appointment.mode(),
                appointment.room(),
                panels.namesOf(one.mediation().id()),
                clashes,
                !slot.to().isAfter(clock.instant()));
    }
}
