package org.ganxian.document;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** For which services a text is. */
@RequiredArgsConstructor
@Getter
enum Variant {
    PERMIT("行政许可"),
    SERVICE("其他服务");

    /** zh-CN. */
    private final String title;

    static Variant of(boolean permit) {
        return permit ? PERMIT : SERVICE;
    }
}
