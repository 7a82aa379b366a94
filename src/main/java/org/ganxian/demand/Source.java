package org.ganxian.demand;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** The door by which a demand came in. */
@RequiredArgsConstructor
@Getter
public enum Source {
    PORTAL("群众门户"),
    API("开放接口"),
    DESK("前台窗口"),
    HOTLINE("热线导入"),
    GRID("网格上报"),
    /** 110, 12345 and others, whose own number it keeps. */
    EXCHANGE("对接系统");

    private final String title;
}
