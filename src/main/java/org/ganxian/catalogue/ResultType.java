package org.ganxian.catalogue;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What the applicant has in hand when a service item has been granted. */
@RequiredArgsConstructor
@Getter
public enum ResultType {
    LICENCE("许可证件"),
    CERTIFICATE("证明"),
    REPLY("答复"),
    PAYMENT("待遇发放");

    /** zh-CN. */
    private final String title;
}
