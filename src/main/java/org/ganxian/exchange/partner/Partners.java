package org.ganxian.exchange.partner;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.exchange.envelope.HmacAesSuite;
import org.ganxian.exchange.envelope.Sealing;
import org.ganxian.exchange.envelope.Suites;
import org.ganxian.notice.NotSent;
import org.ganxian.notice.SignedCalls;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All partners, their keys and whose matters are whose. Who may change them is for the caller to look at. */
@Service
@Transactional
@RequiredArgsConstructor
public class Partners {

    /** How long a new key is valid. */
    private static final Duration LASTS = Duration.ofDays(365);
    /** For so long the one before stays valid beside it. */
    private static final Duration BESIDE = Duration.ofDays(14);

    private static final Duration SOON = Duration.ofDays(30);
    private static final int SECRET = 32;
    private static final int NAME = 60;
    private static final int BASIS = 200;
    private static final int YEARS = 10;
    private static final int ADDRESS = 200;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{2,24}");
    private static final String DOT = "\\.";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param address null or blank for none */
    public record Details(
            String name,
            boolean police,
            boolean inward,
            boolean outward,
            Partner.Habit habit,
            @Nullable String address,
            boolean active) {}

    /** @param until last day, null for no end */
    public record NewItem(
            String category,
            ItemRule.Side side,
            String basis,
            LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * A key that was just made.
     *
     * @param secret Base64, or the API key as a whole; shown this once
     */
    public record MadeKey(String keyId, String secret) {}

    private final Partner.Repository partners;
    private final PartnerKey.Repository keys;
    private final ItemRule.Repository items;
    private final Suites suites;
    private final Audit audit;
    private final Clock clock;

    /** Whether a partner could have this code; no other system is one. */
    public static boolean isCode(String code) {
        return CODE.matcher(code).matches();
    }

    @Transactional(readOnly = true)
    public List<Partner> all() {
        return partners.findAllByOrderByCode();
    }

    @Transactional(readOnly = true)
    public Optional<Partner> find(String code) {
        return partners.findById(code);
    }

    /** @throws Refusal 404 for one that there is not */
    @Transactional(readOnly = true)
    public Partner get(String code) {
        return find(code).orElseThrow(() -> Refusal.notFound("没有这个对接伙伴"));
    }

    /** Who is told of dangers: 110; empty while there is none. */
    @Transactional(readOnly = true)
    public Optional<Partner> police() {
        return partners.findFirstByPoliceTrueAndActiveTrueOrderByCode();
    }

    /** @throws Refusal 400 with what is wrong, by field; 409 for a code that is taken */
    public Partner add(String code, Details details, Actor by) {
        if (!isCode(code)) {
            throw Refusal.field("code", "代码应为 2 到 24 位字母、数字或短横线，例如 12345");
        }
        Details checked = checked(details);
        if (partners.existsById(code)) {
            throw Refusal.field("code", "已有这个代码的伙伴");
        }
        audit.record(by, "exchange-partner-added", code);
        return partners.save(new Partner(code, checked, HmacAesSuite.NAME));
    }

    /** @throws Refusal 400 with what is wrong, by field */
    public void change(String code, Details details, Actor by) {
        Partner partner = get(code);
        if (partner.isOpen311() != (details.habit() == Partner.Habit.OPEN311)) {
            // Its keys are of another kind.
            throw Refusal.field("habit", "Open311 的伙伴用另一种密钥，往来方式不能改成或改自 Open311；请另建一个伙伴");
        }
        Details checked = checked(details);
        String to = Objects.toString(checked.address(), "");
        // Where messages go from now on is what somebody will ask for, if they went astray.
        String moved = to.equals(Objects.toString(partner.address(), "")) ? "" : " " + (to.isEmpty() ? "-" : to);
        partner.change(checked);
        audit.record(by, "exchange-partner-changed", code + moved);
    }

    /**
     * Who calls a resident back, from now on.
     *
     * @throws Refusal 400 for an Open311 partner, whose applications call nobody
     */
    public void agreeCallBack(String code, Partner.CallBack who, Actor by) {
        Partner partner = get(code);
        if (partner.isOpen311() && who == Partner.CallBack.THEIRS) {
            throw Refusal.field("callBack", "Open311 的应用不打电话，回访只能由我们做");
        }
        if (partner.callBack() != who) {
            partner.agree(who);
            audit.record(by, "exchange-call-back-agreed", code + " " + who.name());
        }
    }

    private static Details checked(Details typed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String name = typed.name().strip();
        if (name.isEmpty() || Texts.length(name) > NAME || !Texts.isReadable(name)) {
            wrong.put("name", "请填写名称，不超过 " + NAME + " 字");
        }
        String address = typed.address() == null || typed.address().isBlank()
                ? null
                : typed.address().strip();
        URI uri = address == null ? null : SignedCalls.address(address);
        if (address != null && Texts.length(address) > ADDRESS) {
            wrong.put("address", "网址不能超过 " + ADDRESS + " 位");
        } else if (address != null && uri == null) {
            wrong.put("address", "应为 https:// 开头的网址，只有本机可以用 http");
        } else if (uri != null && !SignedCalls.mayBeSet(uri)) {
            wrong.put("address", NotSent.ADDRESS_REFUSED);
        } else if (address == null && typed.habit() == Partner.Habit.PULL) {
            wrong.put("address", "定时来取要有对方报文页的网址");
        } else if (address == null && typed.habit() == Partner.Habit.PUSH) {
            wrong.put("address", "推送要有对方的接收网址；没有就选“交换文件”");
        }
        if (typed.police() && typed.habit() == Partner.Habit.OPEN311) {
            wrong.put("habit", "险情要马上送到，不能等 Open311 的伙伴来取");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        return new Details(
                name, typed.police(), typed.inward(), typed.outward(), typed.habit(), address, typed.active());
    }

    // Keys

    @Transactional(readOnly = true)
    public List<PartnerKey> keys(String partner) {
        return keys.findByPartnerOrderByValidFromDescIdDesc(partner);
    }

    /** Whether a new key is due: none is valid for another month. */
    @Transactional(readOnly = true)
    public boolean needsKey(String partner) {
        Instant soon = now().plus(SOON);
        return keys(partner).stream().noneMatch(key -> key.isValid(now()) && key.isValid(soon));
    }

    /** What opens and signs this partner's messages under this key; empty for one that is not valid now. */
    @Transactional(readOnly = true)
    public Optional<Sealing> sealing(Partner partner, String keyId) {
        return keys(partner.code()).stream()
                .filter(key -> key.keyId().equals(keyId) && key.isValid(now()))
                .findFirst()
                .map(key -> sealing(partner, key));
    }

    /** The key to send with: the oldest that is valid, since the other side may not have a newer one yet. */
    @Transactional(readOnly = true)
    public Optional<PartnerKey> sendingKey(Partner partner) {
        return keys(partner.code()).stream().filter(key -> key.isValid(now())).reduce((newer, older) -> older);
    }

    /** Whose API key this is; empty for one that is not valid now. The key names its partner; of it a hash is kept. */
    @Transactional(readOnly = true)
    public Optional<Partner> byApiKey(String given) {
        String[] parts = given.split(DOT, 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        byte[] hash = hash(given);
        return find(parts[0])
                .filter(partner -> partner.isOpen311() && partner.active() && partner.inward())
                .filter(partner -> keys(partner.code()).stream()
                        .filter(key -> key.isValid(now()) && key.keyId().equals(parts[1]))
                        .anyMatch(
                                key -> MessageDigest.isEqual(key.secret().getBytes(StandardCharsets.US_ASCII), hash)));
    }

    private static byte[] hash(String apiKey) {
        return DigestUtils.sha256Hex(apiKey).getBytes(StandardCharsets.US_ASCII);
    }

    public Sealing sealing(Partner partner, PartnerKey key) {
        return new Sealing(suites.of(partner.suite()), Base64.getDecoder().decode(key.secret()));
    }

    /**
     * Makes a new key; the one from before ends in two weeks, so that the other side has time to change. At most two are valid.
     *
     * @throws Refusal 409 while two are: which of them the other side uses only a person knows, and a second press must not
     *     lock a partner out
     */
    public MadeKey renewKey(String code, Actor by) {
        Partner partner = partners.take(code).orElseThrow(() -> Refusal.notFound("没有这个对接伙伴"));
        List<PartnerKey> valid =
                keys(code).stream().filter(key -> key.isValid(now())).toList();
        if (valid.size() > 1) {
            throw Refusal.conflict("已有两个有效的密钥。对方还没换完的，请等旧的到期；新密钥没有记下来的，请先停用它，再换一次");
        }
        valid.forEach(key -> key.end(now().plus(BESIDE)));
        byte[] secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        String keyId = "k" + (keys(code).size() + 1);
        String written = partner.isOpen311()
                ? code + "." + keyId + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(secret)
                : Base64.getEncoder().encodeToString(secret);
        // An API key is only compared, a shared secret has to be read.
        String kept = partner.isOpen311() ? new String(hash(written), StandardCharsets.US_ASCII) : written;
        keys.save(new PartnerKey(partner.code(), keyId, kept, now(), now().plus(LASTS), by.id()));
        audit.record(by, "exchange-key-made", code + " " + keyId);
        return new MadeKey(keyId, written);
    }

    /** Ends a key at once, as when somebody else may know it. */
    public void endKey(String code, String keyId, Actor by) {
        keys(code).stream()
                .filter(key -> key.keyId().equals(keyId) && key.isValid(now()))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("这个密钥已经失效"))
                .end(now());
        audit.record(by, "exchange-key-ended", code + " " + keyId);
    }

    // Whose matters are whose

    @Transactional(readOnly = true)
    public List<ItemRule> items(String partner) {
        return items.findByPartnerOrderByCategoryAscValidFromDescIdDesc(partner);
    }

    /** The line for this category of theirs that is in force today; empty where the list says nothing. */
    @Transactional(readOnly = true)
    public Optional<ItemRule> item(String partner, @Nullable String category) {
        return category == null
                ? Optional.empty()
                : items.findByPartnerAndCategoryOrderByValidFromDescIdDesc(partner, category).stream()
                        .filter(item -> item.isValid(today()))
                        .findFirst();
    }

    /** @throws Refusal 400 with what is wrong, by field */
    public void addItem(String code, NewItem item, Actor by) {
        get(code);
        Map<String, String> wrong = new LinkedHashMap<>();
        if (item.category().isBlank() || Texts.length(item.category()) > NAME || !Texts.isReadable(item.category())) {
            wrong.put("category", "请填写对方的分类，不超过 " + NAME + " 字");
        }
        if (item.basis().isBlank() || Texts.length(item.basis()) > BASIS || !Texts.isReadable(item.basis())) {
            wrong.put("basis", "请写明依据或途径，不超过 " + BASIS + " 字，会告诉对方");
        }
        if (item.until() != null && item.until().isBefore(item.from())) {
            wrong.put("until", "截止日期不能早于启用日期");
        }
        LocalDate latest = today().plusYears(YEARS);
        if (item.from().isBefore(today().minusYears(YEARS)) || item.from().isAfter(latest)) {
            wrong.put("from", "启用日期应在前后 " + YEARS + " 年以内");
        }
        if (item.until() != null && item.until().isAfter(latest)) {
            wrong.put("until", "截止日期应在 " + YEARS + " 年以内，长期有效的不填");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        items.save(new ItemRule(
                code,
                new NewItem(item.category().strip(), item.side(), item.basis().strip(), item.from(), item.until()),
                by.id()));
        audit.record(by, "exchange-item-added", code + " " + item.category());
    }

    /** Its last day is yesterday. */
    public void endItem(String code, long id, Actor by) {
        ItemRule item = items.findById(id)
                .filter(one -> one.partner().equals(code))
                .orElseThrow(() -> Refusal.notFound("没有这一行"));
        item.end(today().minusDays(1), by.id());
        audit.record(by, "exchange-item-ended", code + " " + item.category());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }
}
