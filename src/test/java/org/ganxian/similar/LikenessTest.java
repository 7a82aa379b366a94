package org.ganxian.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * On 60 texts about 20 matters ({@code matters.csv}), each compared with each: 60 pairs are the same matter, 1,710 are
 * not. They are invented, and the threshold was chosen on them.
 */
class LikenessTest {

    private record Written(String matter, Set<String> pairs) {}

    @Test
    void textsOfTheSameMatterAreTakenForAlikeAndOthersSeldom() throws IOException {
        List<Written> texts = texts();
        int same = 0;
        int found = 0;
        int wrong = 0;
        for (int one = 0; one < texts.size(); one++) {
            for (int other = one + 1; other < texts.size(); other++) {
                boolean isSame = texts.get(one).matter().equals(texts.get(other).matter());
                boolean alike =
                        Likeness.of(texts.get(one).pairs(), texts.get(other).pairs()) >= Likeness.ALIKE;
                same += isSame ? 1 : 0;
                found += isSame && alike ? 1 : 0;
                wrong += !isSame && alike ? 1 : 0;
            }
        }
        System.out.printf("similar texts: %d of %d found, %d wrong%n", found, same, wrong);
        assertThat(same).isEqualTo(60);
        assertThat((double) found / same).as("recall").isGreaterThanOrEqualTo(0.5);
        assertThat((double) found / (found + wrong)).as("precision").isGreaterThanOrEqualTo(0.9);
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

    private static List<Written> texts() throws IOException {
        try (var in = Objects.requireNonNull(LikenessTest.class.getResourceAsStream("/similar/matters.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .map(cells -> new Written(cells[0], Likeness.pairs(null, cells[1])))
                    .toList();
        }
    }
}
