package org.ganxian.window.filed;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** How the applicant wants the result. */
@RequiredArgsConstructor
@Getter
public enum Delivery {
    WINDOW("窗口领取"),
    POST("邮寄送达");

    private final String title;
}
