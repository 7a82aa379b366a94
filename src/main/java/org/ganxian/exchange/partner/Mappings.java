package org.ganxian.exchange.partner;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Status;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What partners call things. A word that nobody has mapped yet is kept, so that somebody can. */
@Service
@Transactional
@RequiredArgsConstructor
public class Mappings {

    public static final String OPEN = "OPEN";
    public static final String DONE = "DONE";

    private static final int WORD = 60;

    private final Mapping.Repository mappings;
    private final Categories categories;
    private final Audit audit;
    private final Clock clock;

    /** What was found for a word. */
    public record Found(@Nullable String ours, boolean isNew) {}

    /** Ours for one of theirs; remembered when it was never seen before. */
    public Found ours(String partner, Mapping.Kind kind, String theirs) {
        Optional<Mapping> known = mappings.findByPartnerAndKindAndTheirs(partner, kind, theirs);
        if (known.isEmpty()) {
            mappings.saveAndFlush(new Mapping(partner, kind, theirs, clock.instant()));
        }
        return new Found(known.map(Mapping::ours).orElse(null), known.isEmpty());
    }

    /** What a partner is told of one of our statuses: its own word for it, else ours in a few. */
    @Transactional(readOnly = true)
    public String told(String partner, Status status) {
        return mappings.findByPartnerAndKindAndTheirs(partner, Mapping.Kind.OUR_STATUS, status.name())
                .map(Mapping::ours)
                .orElseGet(() -> inFewWords(status));
    }

    /** Each status of ours has one of these. */
    static String inFewWords(Status status) {
        if (status == Status.MERGED) {
            return "办理中";
        } else if (!status.isOpen()) {
            return "已办结";
        }
        return switch (status) {
            case REGISTERED, TRIAGE, SCREENING, ACCEPTING, EXAMINING -> "待受理";
            case EMERGENCY, ESCALATED -> "险情处置中";
            case ASKED, SUPPLEMENTING -> "待补充";
            default -> "办理中";
        };
    }

    /** Whether this word of theirs means that it is done; null while nobody has said. */
    @Transactional(readOnly = true)
    public @Nullable Boolean isDone(String partner, @Nullable String theirs) {
        return theirs == null
                ? null
                : mappings.findByPartnerAndKindAndTheirs(partner, Mapping.Kind.STATUS, theirs)
                        .map(Mapping::ours)
                        .map(DONE::equals)
                        .orElse(null);
    }

    /** Those of their categories that somebody has mapped, by their word. */
    @Transactional(readOnly = true)
    public List<Mapping> categories(String partner) {
        return mappings.findByPartnerAndKindAndOursIsNotNullOrderByTheirs(partner, Mapping.Kind.CATEGORY);
    }

    @Transactional(readOnly = true)
    public Page<Mapping> of(String partner, Pageable page) {
        return mappings.of(partner, page);
    }

    @Transactional(readOnly = true)
    public long unmapped(String partner) {
        return mappings.countByPartnerAndOursIsNull(partner);
    }

    /** @throws Refusal 400 for what cannot be mapped to */
    public void map(String partner, long id, String ours, Actor by) {
        Mapping mapping = mappings.findById(id)
                .filter(one -> one.partner().equals(partner))
                .orElseThrow(() -> Refusal.notFound("没有这一行"));
        mapping.map(ours.isBlank() ? null : checked(mapping.kind(), ours.strip()), by.id(), now());
        audit.record(by, "exchange-mapping-changed", partner + " " + mapping.theirs());
    }

    /** A word of theirs, or a status of ours, before it was ever seen. */
    public void add(String partner, Mapping.Kind kind, String theirs, String ours, Actor by) {
        String word = theirs.strip();
        if (word.isEmpty() || word.length() > WORD) {
            throw Refusal.field("theirs", "请填写要对照的词，不超过 " + WORD + " 字");
        } else if (mappings.findByPartnerAndKindAndTheirs(partner, kind, word).isPresent()) {
            throw Refusal.field("theirs", "表里已经有这个词，请直接改");
        }
        Mapping mapping = new Mapping(partner, kind, word, clock.instant());
        mapping.map(checked(kind, ours.strip()), by.id(), now());
        mappings.save(mapping);
        audit.record(by, "exchange-mapping-changed", partner + " " + word);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String checked(Mapping.Kind kind, String ours) {
        return switch (kind) {
            case CATEGORY -> {
                if (categories.present(ours).isEmpty()) {
                    throw Refusal.field("ours", "没有代码为“" + ours + "”的分类，请从分类表里选");
                }
                yield ours;
            }
            case STATUS -> {
                if (!ours.equals(OPEN) && !ours.equals(DONE)) {
                    throw Refusal.field("ours", "请选择办理中或已办结");
                }
                yield ours;
            }
            case OUR_STATUS -> {
                if (ours.isEmpty() || ours.length() > WORD) {
                    throw Refusal.field("ours", "请填写对方的词，不超过 " + WORD + " 字");
                }
                yield ours;
            }
        };
    }
}
