package org.ganxian.mediation.calendar;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.mediation.MediationReaders;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationGuest;
import org.ganxian.mediation.dossier.MediationGuest.Capacity;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 邀请: somebody is asked to help in one session, with every party's consent, and signs that they keep it secret. They get an invitation with time and
 * place of that session and nothing else of the case.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Guests {

    private static final String INVITED = "mediation-guest-invited";
    private static final int LONGEST = 60;

    /**
     * One of them, as the case's readers see it.
     *
     * @param capacity zh-CN
     * @param signed whether they have signed that they keep it secret
     * @param from of their session
     */
    public record Guest(Long id, String name, String capacity, boolean signed, Instant from, Instant to, String room) {}

    private final MediationGuest.Repository guests;
    private final Appointment.Repository appointments;
    private final MediationReaders readers;
    private final AppointmentDesk desk;
    private final Clock clock;

    /**
     * @param consent {@code ALL} when every party agrees
     * @throws Refusal 404 for whoever may not read the case and for a session that is not to come, 400 with what is wrong
     */
    public void invite(String number, Long appointment, String capacity, String name, String consent) {
        Mediation mediation = readers.require(number);
        Appointment session = coming(mediation, appointment);
        String who = name.strip();
        Capacity as = Arrays.stream(Capacity.values())
                .filter(one -> one.name().equals(capacity))
                .findFirst()
                .orElseThrow(() -> Refusal.field("capacity", "请选择身份"));
        if (who.isEmpty() || Texts.length(who) > LONGEST || !Texts.isReadable(who)) {
            throw Refusal.field("guest", "请填写姓名，不超过 " + LONGEST + " 字");
        } else if (!"ALL".equals(consent)) {
            throw Refusal.field("consent", "邀请别人参加，须先征得各方当事人同意（人民调解法第二十条）");
        }
        guests.save(new MediationGuest(mediation.id(), session.id(), as, who, desk.who(), clock.instant()));
        desk.record(INVITED, number);
    }

    private Appointment coming(Mediation mediation, Long id) {
        return appointments
                .findByIdAndMediationId(id, mediation.id())
                .filter(one -> one.cancelledAt() == null && one.endsAt().isAfter(clock.instant()))
                .orElseThrow(() -> Refusal.notFound("没有这次约定，或者已经取消、已经过去"));
    }

    /** @throws Refusal 404 for whoever may not read the case, and for who is not invited */
    public void signed(String number, Long id) {
        guest(number, id).signsSecrecy(clock.instant());
    }

    /** @throws Refusal 404 for whoever may not read the case, and for who is not invited */
    public void cancel(String number, Long id) {
        guest(number, id).cancel(clock.instant());
    }

    private MediationGuest guest(String number, Long id) {
        return guests.findByIdAndMediationIdAndCancelledAtIsNull(
                        id, readers.require(number).id())
                .orElseThrow(() -> Refusal.notFound("没有邀请这个人，或者已经取消"));
    }

    /** Those of one case, for whoever has been asked already whether they may read it. */
    @Transactional(readOnly = true)
    public List<Guest> of(Mediation mediation) {
        return guests.findByMediationIdAndCancelledAtIsNullOrderById(mediation.id()).stream()
                .flatMap(one -> appointments.findByIdAndMediationId(one.appointmentId(), mediation.id()).stream()
                        .filter(session -> session.cancelledAt() == null)
                        .map(session -> new Guest(
                                one.id(),
                                one.name(),
                                one.capacity().title(),
                                one.secrecyAt() != null,
                                session.beginsAt(),
                                session.endsAt(),
                                session.room())))
                .toList();
    }

    /** @throws Refusal 404 for whoever may not read the case */
    @Transactional(readOnly = true)
    public List<Guest> of(String number) {
        return of(readers.require(number));
    }
}
