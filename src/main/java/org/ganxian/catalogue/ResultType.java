package org.ganxian.catalogue;

/** What the applicant has in hand when a service item has been granted. */
public enum ResultType {
    LICENCE("许可证件"),
    CERTIFICATE("证明"),
    REPLY("答复"),
    PAYMENT("待遇发放");

    private final String title;

    ResultType(String title) {
        this.title = title;
    }

    /** zh-CN. */
    public String title() {
        return title;
    }
}
