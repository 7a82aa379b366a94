package org.ganxian.evaluation;

import java.util.Arrays;
import java.util.Optional;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** The five grades of 好差评 (国办发〔2019〕51号). */
@RequiredArgsConstructor
@Getter
public enum Grade {
    VERY_SATISFIED(5, "非常满意"),
    SATISFIED(4, "满意"),
    FAIRLY_SATISFIED(3, "基本满意"),
    UNSATISFIED(2, "不满意"),
    VERY_UNSATISFIED(1, "非常不满意");

    private final int value;
    private final String title;

    /** 差评: the last two grades; each is called back. */
    public boolean isBad() {
        return value <= 2;
    }

    public static Optional<Grade> of(int value) {
        return Arrays.stream(values()).filter(g -> g.value == value).findFirst();
    }
}
