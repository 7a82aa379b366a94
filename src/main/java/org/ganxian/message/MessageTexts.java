package org.ganxian.message;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.OncePerPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What messages say, from which day on. */
@Service
@Transactional
@RequiredArgsConstructor
class MessageTexts {

    /** About three SMS; a longer one is read by nobody. */
    static final int LENGTH = 200;

    private static final String CHANGED = "message-text-changed";
    private static final String OVERTAKEN = "刚刚有别人改了这条消息，您的改动没有保存。请核对后再保存";

    private final MessageText.Repository texts;
    private final Audit audit;
    private final Clock clock;

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    /** The newest version that has begun, or the shipped words. */
    @Transactional(readOnly = true)
    public String of(Occasion kind, LocalDate day) {
        return versions(kind).stream()
                .filter(version -> !version.validFrom().isAfter(day))
                .findFirst()
                .map(MessageText::words)
                .orElse(kind.shipped());
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<MessageText> versions(Occasion kind) {
        // The list of a page tells of each kind.
        return OncePerPage.isKept() ? all().getOrDefault(kind, List.of()) : texts.findByKindOrderByVersionDesc(kind);
    }

    private Map<Occasion, List<MessageText>> all() {
        return OncePerPage.read(
                "texts of messages",
                Map.class,
                () -> texts.findAllByOrderByVersionDesc().stream().collect(Collectors.groupingBy(MessageText::kind)));
    }

    /**
     * Keeps the next version.
     *
     * @param seen the version that the editor began with, 0 for the shipped words
     * @throws Refusal 400, by field, for what is wrong with it; 409 when somebody else was first
     */
    public void change(Occasion kind, String typed, LocalDate from, int seen, Actor by) {
        String words = typed.replaceAll("\\s+", " ").strip();
        if (words.isEmpty() || Texts.length(words) > LENGTH || !Texts.isReadable(words)) {
            throw Refusal.field("words", "请填写内容，一行，最多 %d 字".formatted(LENGTH));
        }
        kind.unknownIn(words).ifPresent(name -> {
            throw Refusal.field(
                    "words",
                    "没有“{%s}”这个占位，可以用 %s"
                            .formatted(
                                    name,
                                    kind.placeholders().stream()
                                            .sorted()
                                            .map(one -> "{" + one + "}")
                                            .toList()));
        });
        if (!words.contains("{" + kind.required() + "}")) {
            throw Refusal.field("words", "内容里要有 {" + kind.required() + "}");
        }
        if (from.isBefore(today()) || from.isAfter(today().plusYears(2))) {
            throw Refusal.field("from", "启用日期应在今天到两年以内");
        }
        List<MessageText> known = versions(kind);
        int newest = known.isEmpty() ? 0 : known.get(0).version();
        if (newest != seen) {
            throw Refusal.conflict(OVERTAKEN);
        }
        try {
            texts.saveAndFlush(new MessageText(kind, newest + 1, words, from, by, clock.instant()));
        } catch (DataIntegrityViolationException another) {
            throw Refusal.conflict(OVERTAKEN);
        }
        audit.record(by, CHANGED, "%s 第 %d 版".formatted(kind.title(), newest + 1));
    }
}
