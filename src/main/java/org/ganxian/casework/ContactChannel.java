package org.ganxian.casework;

import java.util.Arrays;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;

/** How a resident was contacted. */
@RequiredArgsConstructor
@Getter
public enum ContactChannel {
    PHONE("电话"),
    VISIT("上门"),
    SMS("短信"),
    OTHER("其他方式");

    private final String title;

    public static ContactChannel of(String code) {
        return Arrays.stream(values())
                .filter(c -> c.name().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.field("channel", "没有这种联系方式：" + code));
    }
}
