package org.ganxian.calendar;

/** What a published list says of a day. */
public enum DayKind {
    HOLIDAY("放假"),
    WORKDAY("上班");

    private final String title;

    DayKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
