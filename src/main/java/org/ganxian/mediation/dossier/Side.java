package org.ganxian.mediation.dossier;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** Where a party stands. */
@RequiredArgsConstructor
@Getter
public enum Side {
    A("甲方"),
    B("乙方"),
    C("第三人");

    private final String title;
}
