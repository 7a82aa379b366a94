package org.ganxian.calendar;

import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What a published list says of a day. */
@RequiredArgsConstructor
@Getter(AccessLevel.PACKAGE)
public enum DayKind {
    HOLIDAY("放假"),
    WORKDAY("上班");

    private final String title;
}
