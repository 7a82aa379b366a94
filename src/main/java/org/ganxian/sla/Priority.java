package org.ganxian.sla;

/** Urgency of a demand. */
public enum Priority {
    P1("危险"),
    P2("紧急"),
    P3("一般"),
    P4("疑难");

    private final String title;

    Priority(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
