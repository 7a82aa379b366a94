package org.ganxian.sla;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** Urgency of a demand. */
@RequiredArgsConstructor
@Getter
public enum Priority {
    P1("危险"),
    P2("紧急"),
    P3("一般"),
    P4("疑难");

    private final String title;
}
