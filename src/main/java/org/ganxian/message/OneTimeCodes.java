package org.ganxian.message;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.ganxian.platform.web.Client;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a resident show that the telephone on record is theirs: a code is sent to it and typed in (decision 046). Nobody
 * learns whether a number is known here.
 */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OneTimeCodes {

    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int TRIES = 5;
    private static final int CODES = 1_000_000;
    private static final int OF_A_PHONE = 5;
    private static final int OF_AN_ADDRESS = 20;
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final String WRONG = "验证码不对或者已经过期，请核对；还不行，请重新获取";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EntityManager entities;
    private final ResidentContact.Repository contacts;
    private final PhoneNumbers numbers;
    private final PhoneKeys phones;
    private final Ways ways;
    private final Outgoing outgoing;
    private final SharedBuckets buckets;
    private final Audit audit;

    /** Whether this city can send any. */
    @Transactional(readOnly = true)
    public boolean arePossible() {
        return ways.isOn(Message.Channel.SMS);
    }

    /**
     * Has a code sent to a number, if there is a case of it.
     *
     * @return by which the code is then shown; there is one for a number without a case, too
     * @throws Refusal 400 for what is no mobile number, 409 where there are no SMS, 429 too often
     */
    @Transactional
    public String ask(@Nullable String typed) {
        if (!arePossible()) {
            throw Refusal.conflict("本市还没有开通短信验证码，请用编号和查询码查询");
        }
        String phone = numbers.own(typed)
                .map(PhoneNumbers.Written::number)
                .map(Parcels::mobile)
                .orElseThrow(() -> Refusal.field("phone", "请填写登记诉求时留的 11 位手机号"));
        String key = phones.of(phone);
        take("one-time code of " + Client.current(), OF_AN_ADDRESS);
        take("one-time code to " + key, OF_A_PHONE);
        String id = UUID.randomUUID().toString();
        String code = "%06d".formatted(RANDOM.nextInt(CODES));
        entities.persist(new OneTimeCode(id, key, hash(id, code), outgoing.now().plus(LIFE)));
        // For an unknown number the same is done, so that the time it takes says nothing.
        Message message = Message.code(phone, code, outgoing.now());
        if (contacts.casesOf(key).isEmpty()) {
            message.dropped();
        }
        outgoing.put(message);
        audit.record(Actor.RESIDENT, "one-time-code-asked", id);
        return id;
    }

    private void take(String whose, int most) {
        buckets.tryTake(whose, most, PERIOD).ifPresent(wait -> {
            throw Refusal.tooOften("获取验证码过于频繁，请过一会儿再试", wait);
        });
    }

    /**
     * Takes a code, once.
     *
     * @return the number that it was sent to, as {@link #casesOf} reads it
     * @throws Refusal 400 for a wrong or old one
     */
    @Transactional(noRollbackFor = Refusal.class)
    public String enter(@Nullable String id, @Nullable String typed) {
        OneTimeCode asked = id == null ? null : entities.find(OneTimeCode.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (asked == null
                || asked.used()
                || asked.tries() >= TRIES
                || !outgoing.now().isBefore(asked.expiresAt())) {
            throw Refusal.field("code", WRONG);
        }
        asked.tried();
        String code = typed == null ? "" : typed.strip();
        if (!MessageDigest.isEqual(bytes(asked.codeHash()), bytes(hash(asked.id(), code)))) {
            throw Refusal.field("code", WRONG);
        }
        asked.use();
        audit.record(Actor.RESIDENT, "one-time-code-entered", asked.id());
        return asked.phoneKey();
    }

    /** The newest cases of a number that was shown to be the caller's, without those that concern a danger. */
    @Transactional(readOnly = true)
    public List<Demand> casesOf(String phoneKey) {
        return contacts.casesOf(phoneKey).stream()
                .map(id -> entities.find(Demand.class, id))
                .filter(demand -> demand != null && demand.contactPhone() != null && !Parcels.isHushed(demand))
                .toList();
    }

    /**
     * One of them, to be opened.
     *
     * @throws Refusal 404 for another's
     */
    @Transactional
    public Demand open(String phoneKey, String number) {
        Optional<Demand> own = casesOf(phoneKey).stream()
                .filter(demand -> demand.number().equals(number))
                .findFirst();
        Demand demand = own.orElseThrow(() -> Refusal.notFound("您的诉求里没有这一件"));
        audit.record(Actor.RESIDENT, "case-opened-by-phone", number);
        return demand;
    }

    private String hash(String id, String code) {
        return phones.of(id + " " + code);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
