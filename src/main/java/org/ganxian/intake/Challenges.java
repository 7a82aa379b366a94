package org.ganxian.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.ArrayUtils;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A small question to whoever has nearly used up their calls, so that a program which fills in forms stops there (decision
 * 055). It stands in no picture and needs no script; its answer travels sealed, counts once over all nodes and for ten
 * minutes.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Challenges {

    public static final String SEAL_HEADER = "X-Challenge";
    public static final String ANSWER_HEADER = "X-Challenge-Answer";
    public static final Duration VALID = Duration.ofMinutes(10);

    private static final String FEW_CALLS_LEFT = Challenges.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String[] NUMBERS = {
        "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八"
    };
    private static final int LARGEST_DIGIT = 9;
    private static final int CHOICES = 3;

    /**
     * What is asked.
     *
     * @param text zh-CN
     * @param seal to be sent back with the answer
     * @param again whether an answer came that was wrong, too late or used before
     */
    public record Question(String text, String seal, boolean again) {}

    private final Sealed sealed;
    private final SharedBuckets buckets;

    static void mark(HttpServletRequest request) {
        request.setAttribute(FEW_CALLS_LEFT, true);
    }

    /** A question that this request has to answer first; empty in usual times, and for the right answer. */
    Optional<Question> due(HttpServletRequest request, @Nullable String seal, @Nullable String answer) {
        return request.getAttribute(FEW_CALLS_LEFT) == null || isAnswered(seal, answer)
                ? Optional.empty()
                : Optional.of(ask(answer != null));
    }

    /** As {@link #due}, by the fields of a form. */
    public Optional<Question> dueOnPage(HttpServletRequest request) {
        return due(request, request.getParameter("challenge"), request.getParameter("answer"));
    }

    /** As {@link #due} for programs, which may as well wait. */
    public void require(HttpServletRequest request) {
        due(request, request.getHeader(SEAL_HEADER), request.getHeader(ANSWER_HEADER))
                .ifPresent(question -> {
                    throw Refusal.tooOften(
                            "短时间内提交的次数较多。请等一会儿再提交；或者先用 GET /api/challenge 取一道题，把 challenge 和答案放在请求头 "
                                    + SEAL_HEADER + "、" + ANSWER_HEADER + " 里再提交一次"
                                    + (question.again() ? "。这次的答案不对、已经用过或者过期了" : ""),
                            RateLimit.PERIOD);
                });
    }

    public Question ask() {
        return ask(false);
    }

    private Question ask(boolean again) {
        int one = RANDOM.nextInt(1, LARGEST_DIGIT + 1);
        int other = RANDOM.nextInt(1, LARGEST_DIGIT + 1);
        return switch (RANDOM.nextInt(CHOICES)) {
            case 0 -> asked("%s加%s等于几？".formatted(NUMBERS[one], NUMBERS[other]), one + other, again);
            case 1 -> asked("%s减%s等于几？".formatted(NUMBERS[one + other], NUMBERS[other]), one, again);
            default -> largest(again);
        };
    }

    private Question largest(boolean again) {
        List<Integer> some =
                RANDOM.ints(1, NUMBERS.length).distinct().limit(CHOICES).boxed().toList();
        String listed = some.stream().map(number -> NUMBERS[number]).collect(Collectors.joining("、"));
        int answer = some.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return asked("%s，哪个数最大？".formatted(listed), answer, again);
    }

    private Question asked(String text, int answer, boolean again) {
        String seal = sealed.seal(List.of(UUID.randomUUID().toString(), String.valueOf(answer)));
        return new Question(text, seal, again);
    }

    private boolean isAnswered(@Nullable String seal, @Nullable String answer) {
        return sealed.open(seal, VALID)
                .filter(lines -> lines.size() == 2 && lines.get(1).equals(read(answer)))
                .filter(lines ->
                        buckets.tryTake("challenge " + lines.get(0), 1, VALID).isEmpty())
                .isPresent();
    }

    /** Digits, full or half width, or the number in words. */
    private static String read(@Nullable String answer) {
        String typed = Objects.requireNonNullElse(Texts.halfWidth(answer), "").strip();
        int words = ArrayUtils.indexOf(NUMBERS, typed);
        return words >= 0 ? String.valueOf(words) : typed;
    }
}
