package org.ganxian.message;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.platform.PeopleTime;
import org.ganxian.settings.PublicAddress;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Fills a message as the case stands when it is sent, or finds that nobody is to be told any more. */
@Component
@RequiredArgsConstructor
class Parcels {

    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final String FOOTER = "（本邮件由干线自动发送，请不要回复。不想再收到：%s ）";
    private static final String ON_THE_PAGE = "进度页写明的时间";

    private final EntityManager entities;
    private final ResidentContact.Repository contacts;
    private final MessageTexts texts;
    private final SlaClocks clocks;
    private final PublicAddress address;
    private final Clock clock;

    /** Whether nobody may learn of a case by a message: others may read the phone of whoever is in danger. */
    static boolean isHushed(Demand demand) {
        return demand.priority() == Priority.P1
                || demand.status() == Status.EMERGENCY
                || demand.status() == Status.TRANSFERRED;
    }

    /** Empty when it is of no use any more. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    Optional<Ways.Parcel> of(String id) {
        Message message = entities.find(Message.class, id);
        if (message == null || message.isDone()) {
            return Optional.empty();
        }
        return message.kind() == Occasion.CODE ? code(message) : ofCase(message);
    }

    private Optional<Ways.Parcel> code(Message message) {
        String phone = message.address();
        String code = message.secret();
        if (phone == null
                || code == null
                || message.madeAt().plus(OneTimeCodes.LIFE).isBefore(clock.instant())) {
            return Optional.empty();
        }
        String text = Occasion.filled(texts.of(Occasion.CODE, today()), name -> code);
        return Optional.of(new Ways.Parcel(
                message.id(), message.kind(), message.channel(), phone, "", text, message.madeAt(), null));
    }

    private Optional<Ways.Parcel> ofCase(Message message) {
        Long of = Objects.requireNonNull(message.demandId());
        Demand demand = entities.find(Demand.class, of);
        ResidentContact contact = contacts.findById(of).filter(c -> !c.muted()).orElse(null);
        if (demand == null
                || contact == null
                || isHushed(demand)
                || isHushed(answeredWith(demand))
                || isOverdue(message.kind(), answeredWith(demand))) {
            return Optional.empty();
        }
        boolean mail = message.channel() == Message.Channel.MAIL;
        String to = mail ? contact.email() : mobile(demand.contactPhone());
        if (to == null) {
            return Optional.empty();
        }
        String unsubscribe = address.of("/portal/messages/" + contact.token());
        String text = Occasion.filled(texts.of(message.kind(), today()), name -> value(name, message, demand));
        return Optional.of(new Ways.Parcel(
                message.id(),
                message.kind(),
                message.channel(),
                to,
                "诉求 %s：%s".formatted(demand.number(), message.kind().title()),
                mail ? text + "\n\n" + FOOTER.formatted(unsubscribe) + "\n" : text,
                message.madeAt(),
                mail ? unsubscribe : null));
    }

    static @Nullable String mobile(@Nullable String phone) {
        return phone != null && MOBILE.matcher(phone).matches() ? phone : null;
    }

    /** A question that is answered, a rating that was given: nobody has to be asked again. */
    private static boolean isOverdue(Occasion kind, Demand demand) {
        return switch (kind) {
            case QUESTION -> demand.status() != Status.ASKED && demand.status() != Status.SUPPLEMENTING;
            case RATE -> demand.status() != Status.CLOSED;
            case READY -> demand.status() != Status.ISSUED;
            default -> false;
        };
    }

    /** The demand that this one follows, or itself. */
    private Demand answeredWith(Demand demand) {
        return demand.masterId().map(id -> entities.find(Demand.class, id)).orElse(demand);
    }

    private String value(String name, Message message, Demand demand) {
        return switch (name) {
            case "编号" -> demand.number();
            // An address is typed and may be a stranger's: the code goes to the phone on record alone.
            case "查询码" -> message.channel() == Message.Channel.SMS ? demand.queryCode() : "见您的回执";
            case "网址" -> address.of("/portal/track?number=" + demand.number());
            case "期限" -> due(message.kind(), demand).map(PeopleTime::of).orElse(ON_THE_PAGE);
            default -> "";
        };
    }

    private Optional<Instant> due(Occasion kind, Demand demand) {
        return switch (kind) {
            case QUESTION -> clocks.running(demand.number(), Milestone.ANSWER).map(c -> c.dueAt());
            case RATE -> clocks.running(demand.number(), Milestone.RATING).map(c -> c.dueAt());
            default -> Optional.ofNullable(demand.completionDue());
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }
}
