package org.ganxian.message;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the resident of a case wants to be told; whoever holds its code decides. Pages ask this bean by its name. */
@Service("residentWishes")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Wishes {

    private static final int ADDRESS_LENGTH = 120;
    private static final int ADDRESSES = 5;
    private static final Duration PERIOD = Duration.ofDays(1);
    private static final String CHANGED = "messages-changed";

    /**
     * What the page of a case shows.
     *
     * @param possible whether this city sends messages at all
     * @param hushed whether nothing is sent of this case, for the safety of whoever reported it
     * @param phone masked; null without a mobile number, or where no SMS can be sent
     * @param email masked; null for none
     * @param mailing whether mail can be sent
     */
    public record Wish(
            boolean possible,
            boolean hushed,
            boolean muted,
            @Nullable String phone,
            @Nullable String email,
            boolean mailing) {}

    private final ResidentContact.Repository contacts;
    private final Demands demands;
    private final Ways ways;
    private final SharedBuckets buckets;
    private final CurrentActor actors;
    private final Audit audit;

    /** For whoever has shown the code of this case. */
    @Transactional(readOnly = true)
    public Wish of(String number) {
        Demand demand = demands.get(number);
        Optional<ResidentContact> contact = contacts.findById(demand.id());
        boolean sms = ways.isOn(Message.Channel.SMS);
        boolean mail = ways.isOn(Message.Channel.MAIL);
        return new Wish(
                (sms || mail) && contact.isPresent() && !demand.status().isFinal(),
                Parcels.isHushed(demand),
                contact.filter(ResidentContact::muted).isPresent(),
                sms ? Masks.phone(Parcels.mobile(demand.contactPhone())) : null,
                contact.map(ResidentContact::email).map(Wishes::masked).orElse(null),
                mail);
    }

    /** {@code c***@example.cn}. */
    private static String masked(String address) {
        int at = address.indexOf('@');
        return address.substring(0, Math.min(1, at)) + "***" + address.substring(at);
    }

    /**
     * Turns messages about a case on or off, for whoever knows its code.
     *
     * @throws Refusal as {@link Demands#track}; 403 for staff
     */
    @Transactional
    public void mute(String number, String code, boolean muted) {
        contact(number, code).muted(muted);
        audit.record(actors.forResident(), CHANGED, number);
    }

    /**
     * Also tells by mail, or no longer.
     *
     * @param typed empty for no longer
     * @throws Refusal as {@link #mute}; 400 for what is no address, 429 for the sixth in a day
     */
    @Transactional
    public void mailTo(String number, String code, @Nullable String typed) {
        String address = typed == null ? "" : typed.strip();
        if (!address.isEmpty()) {
            require(address);
            buckets.tryTake("mail of " + number, ADDRESSES, PERIOD).ifPresent(wait -> {
                throw Refusal.tooOften("今天改邮箱的次数太多，请明天再试", wait);
            });
        }
        contact(number, code).email(address.isEmpty() ? null : address);
        audit.record(actors.forResident(), CHANGED, number);
    }

    private static void require(String address) {
        try {
            new InternetAddress(address, true).validate();
            if (address.indexOf('@') > 0 && address.length() <= ADDRESS_LENGTH && !address.matches(".*[\\s<>].*")) {
                return;
            }
        } catch (AddressException noAddress) {
            // As below.
        }
        throw Refusal.field("email", "邮箱不正确，例如 chen@example.cn，最多 " + ADDRESS_LENGTH + " 个字符");
    }

    private ResidentContact contact(String number, String code) {
        if (actors.staff().isPresent()) {
            throw Refusal.forbidden("您现在是以工作人员身份登录的。消息怎么收只能由群众本人改。如果这是您本人的诉求，请退出登录后再改。");
        }
        Demand demand = demands.track(number, code);
        return contacts.findById(demand.id()).orElseThrow(() -> Refusal.conflict("这件诉求较早，不能设置消息"));
    }

    /** Whether this opens the page on which messages are turned off. */
    @Transactional(readOnly = true)
    public boolean isToken(String token) {
        return contacts.findByToken(token).isPresent();
    }

    /**
     * No more messages about the case that a mail was about, for whoever has the mail.
     *
     * @throws Refusal 404 for what stands in no mail
     */
    @Transactional
    public void muteBy(String token) {
        ResidentContact contact = contacts.findByToken(token).orElseThrow(() -> Refusal.notFound("这个退订网址不完整，请从邮件里打开"));
        contact.muted(true);
        audit.record(Actor.RESIDENT, "messages-refused", "#" + contact.demandId());
    }
}
