package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganxian.platform.BucketsInMemory;
import org.ganxian.platform.SharedBuckets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.encrypt.Encryptors;

public class ChallengesTest {

    private static final List<String> NUMBERS = List.of(
            "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八");

    private final BytesEncryptor key = Encryptors.stronger("secret", "5c0744940b5c369b");
    private final SharedBuckets database = BucketsInMemory.make();
    private final Challenges challenges = at(Instant.now());

    private Challenges at(Instant now) {
        return new Challenges(new Sealed(key, Clock.fixed(now, ZoneOffset.UTC)), database);
    }

    /** As somebody reads it. */
    public static int answer(String question) {
        Matcher sum = Pattern.compile("(.+)(加|减)(.+)等于几？").matcher(question);
        if (sum.matches()) {
            int one = NUMBERS.indexOf(sum.group(1));
            int other = NUMBERS.indexOf(sum.group(3));
            return sum.group(2).equals("加") ? one + other : one - other;
        }
        return Stream.of(question.substring(0, question.indexOf('，')).split("、"))
                .mapToInt(NUMBERS::indexOf)
                .max()
                .orElseThrow();
    }

    private static boolean passes(Challenges node, String seal, String answer) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        Challenges.mark(request);
        return node.due(request, seal, answer).isEmpty();
    }

    @Test
    void theRightAnswerPassesOnceOnWhicheverNode() {
        for (int i = 0; i < 60; i++) {
            Challenges.Question asked = challenges.ask();
            String answer = String.valueOf(answer(asked.text()));
            Challenges other = at(Instant.now());
            assertThat(passes(other, asked.seal(), answer)).as(asked.text()).isTrue();
            assertThat(passes(challenges, asked.seal(), answer)).isFalse();
            assertThat(passes(other, asked.seal(), answer)).isFalse();
        }
    }

    @Test
    void theAnswerMayBeTypedAsPeopleTypeNumbers() {
        for (boolean words : List.of(true, false)) {
            Challenges.Question asked = challenges.ask();
            int answer = answer(asked.text());
            String typed = words
                    ? NUMBERS.get(answer)
                    : " " + String.valueOf(answer).replaceAll("1", "１").replaceAll("8", "８");
            assertThat(passes(challenges, asked.seal(), typed)).as(typed).isTrue();
        }
    }

    @Test
    void aWrongALateAndAForgedAnswerAreAskedAgain() {
        Challenges.Question asked = challenges.ask();
        String answer = String.valueOf(answer(asked.text()));
        for (String wrong :
                Stream.of("99", "", "?", answer + "0", "x".repeat(100_000)).toList()) {
            assertThat(passes(challenges, asked.seal(), wrong)).isFalse();
        }
        for (String forged : Stream.of(
                        "", "?", "x", asked.seal() + "A", "汉", asked.seal().substring(2))
                .toList()) {
            assertThat(passes(challenges, forged, answer)).isFalse();
        }
        assertThat(passes(at(Instant.now().plus(Duration.ofMinutes(11))), asked.seal(), answer))
                .isFalse();
        assertThat(passes(challenges, asked.seal(), answer)).isTrue();
    }

    @Test
    void nobodyReadsTheAnswerFromWhatTravels() {
        Challenges.Question asked = challenges.ask();
        assertThat(asked.seal()).matches("[A-Za-z0-9_-]{40,}");
        assertThat(challenges.ask().seal()).isNotEqualTo(asked.seal());
    }
}
