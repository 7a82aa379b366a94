package org.ganxian.codes;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may change the lists. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class CodeAdministrators {

    private final Administrators administrators;

    /** @throws Refusal 403 for everybody but the city's administrators */
    Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以管理代码表");
    }
}
