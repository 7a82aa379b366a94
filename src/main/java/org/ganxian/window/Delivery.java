package org.ganxian.window;

/** How the applicant wants the result. */
public enum Delivery {
    WINDOW("窗口领取"),
    POST("邮寄送达");

    private final String title;

    Delivery(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
