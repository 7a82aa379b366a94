package org.ganxian.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * On 60 texts about 20 matters ({@code matters.csv}), each compared with each: 60 pairs are the same matter, 1,710 are
 * not. They are invented, and the threshold was chosen on them.
 */
class LikenessTest {

    @Test
    void textsOfTheSameMatterAreTakenForAlikeAndOthersSeldom() throws IOException {
        Matters.Verdict verdict = Matters.at(Likeness.ALIKE);
        assertThat(verdict.same()).isEqualTo(60);
        assertThat(verdict.recall()).as("recall").isGreaterThanOrEqualTo(0.5);
        assertThat(verdict.precision()).as("precision").isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void oneWordInCommonIsChanceAndWhatStandsInEveryDemandIsNone() {
        assertThat(Likeness.of(Likeness.pairs(null, "路灯"), Likeness.pairs(null, "路灯")))
                .isZero();
        assertThat(Likeness.of(Likeness.pairs(null, "您好，希望有关部门尽快处理停水"), Likeness.pairs(null, "您好，希望有关部门尽快处理油烟")))
                .isZero();
    }

    @Test
    void aLongTextThatSaysTheSameAndMoreIsAlike() {
        assertThat(Likeness.of(
                        Likeness.pairs("消防通道", "消防通道被占用"), Likeness.pairs(null, "昨天晚上救护车来接老人，消防通道被占用，绕了二十分钟，物业电话没有人接")))
                .isGreaterThanOrEqualTo(Likeness.ALIKE);
    }
}
