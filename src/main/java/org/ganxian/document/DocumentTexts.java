package org.ganxian.document;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.ShippedCsv;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The texts of the documents, in versions. The shipped ones are the first; a later release's are further versions, until
 * an administrator has written one: from then on the text is the city's, and no upgrade touches it.
 */
@Service
@Order(30)
@RequiredArgsConstructor
class DocumentTexts implements DocumentRenderer.Texts, Groundwork {

    /** A text and what it is for. */
    record Key(Wording wording, Variant variant) {

        static List<Key> all() {
            List<Key> all = new ArrayList<>();
            for (Wording wording : Wording.values()) {
                for (Variant variant : Variant.values()) {
                    all.add(new Key(wording, variant));
                }
            }
            return all;
        }
    }

    /** @param hash of the release's words and what they are for */
    record Offer(String hash, String words) {}

    /** Before any document: the first texts are valid for whatever is issued. */
    private static final LocalDate EVER = LocalDate.of(2000, 1, 1);

    private static final String CHANGED = "document-text-changed";
    private static final String LEFT = "document-text-offer-left";

    private final DocumentText.Repository texts;
    private final Printable printable;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    static Map<Key, String> shipped() {
        Map<Key, String> shipped = new LinkedHashMap<>();
        ShippedCsv.rows("data/document-texts.csv")
                .forEach(row -> shipped.put(
                        new Key(Wording.valueOf(row.get("wording")), Variant.valueOf(row.get("variant"))),
                        row.get("words").strip()));
        return shipped;
    }

    @Override
    public void lay() {
        transaction.executeWithoutResult(status -> ship(shipped()));
    }

    void ship(Map<Key, String> shipped) {
        shipped.forEach((key, words) -> {
            List<DocumentText> known = versions(key);
            if (known.isEmpty()) {
                texts.saveAndFlush(
                        new DocumentText(key.wording(), key.variant(), 1, EVER, words, null, clock.instant()));
            } else if (known.stream().allMatch(DocumentText::isShipped)
                    && !known.get(0).words().equals(words)) {
                int version = known.get(0).version() + 1;
                texts.saveAndFlush(
                        new DocumentText(key.wording(), key.variant(), version, today(), words, null, clock.instant()));
            }
        });
    }

    /** The newest version that has begun. */
    @Override
    public String of(Wording wording, Variant variant, LocalDate day) {
        return versions(new Key(wording, variant)).stream()
                .filter(version -> version.hasBegunOn(day))
                .findFirst()
                .map(DocumentText::words)
                .orElseThrow(() -> new IllegalStateException("No text for " + wording + " " + variant));
    }

    /** Newest first. */
    List<DocumentText> versions(Key key) {
        return texts.findByWordingAndVariantOrderByVersionDesc(key.wording(), key.variant());
    }

    /** Of each text all versions, newest first. */
    Map<Key, List<DocumentText>> all() {
        return texts.findAllByOrderByVersionDesc().stream()
                .collect(Collectors.groupingBy(text -> new Key(text.wording(), text.variant())));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    /** The typed text as it may be kept. */
    String checked(Key key, String typed) {
        return DocumentWords.checked(key.wording(), key.variant(), typed, printable);
    }

    /**
     * Keeps a text as the next version.
     *
     * @param from the first day, today at the earliest
     * @param seen the version that the editor began with
     * @throws Refusal 400 for what is wrong with it, 409 when somebody else was first
     */
    void add(Key key, String typed, LocalDate from, int seen, Actor by) {
        String words = checked(key, typed);
        if (from.isBefore(today())) {
            throw Refusal.field("from", "生效日期不能早于今天");
        } else if (from.isAfter(today().plusYears(2))) {
            throw Refusal.field("from", "生效日期不能晚于两年以后");
        }
        try {
            transaction.executeWithoutResult(status -> {
                DocumentText newest = versions(key).get(0);
                if (newest.version() != seen) {
                    throw overtaken();
                } else if (newest.words().equals(words) && !from.isBefore(newest.validFrom())) {
                    throw Refusal.field("text", "与第 " + newest.version() + " 版相同，没有要保存的改动");
                }
                texts.saveAndFlush(
                        new DocumentText(key.wording(), key.variant(), seen + 1, from, words, by, clock.instant()));
                audit.record(by, CHANGED, key.wording() + " " + key.variant() + " " + (seen + 1));
            });
        } catch (DataIntegrityViolationException another) {
            throw overtaken();
        }
    }

    /**
     * What this release would write where the city has words of its own; empty for words that the list has had already, and
     * for what was left.
     */
    Optional<Offer> offer(Key key) {
        List<DocumentText> known = versions(key);
        String words = shipped().get(key);
        if (words == null
                || known.stream().allMatch(DocumentText::isShipped)
                || known.stream().anyMatch(text -> text.words().equals(words))) {
            return Optional.empty();
        }
        Offer offer = new Offer(DigestUtils.sha256Hex(key + words), words);
        return audit.has(LEFT, offer.hash()) ? Optional.empty() : Optional.of(offer);
    }

    /**
     * The release's words become the next version from today, or are not offered again.
     *
     * @throws Refusal 409 when they were decided on, or when somebody else was first
     */
    void decide(Key key, String hash, boolean take, int seen, Actor by) {
        Offer offer = offer(key).filter(o -> o.hash().equals(hash)).orElseThrow(() -> Refusal.conflict("新版已处理过，请刷新"));
        if (take) {
            add(key, offer.words(), today(), seen, by);
        } else {
            audit.record(by, LEFT, hash);
        }
    }

    private static Refusal overtaken() {
        return Refusal.conflict("刚刚有别人改动了这份文书的正文，请重新打开后再改");
    }

    /**
     * Makes an earlier version the next one, from today.
     *
     * @throws Refusal 404 when there is no such version, 409 when somebody else was first
     */
    void restore(Key key, int version, int seen, Actor by) {
        DocumentText earlier = versions(key).stream()
                .filter(text -> text.version() == version)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有第 " + version + " 版，请从版本列表中选择"));
        add(key, earlier.words(), today(), seen, by);
    }
}
