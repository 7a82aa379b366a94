package org.ganxian.rules;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may change the city's rules. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RulesAdministrators {

    private final Administrators administrators;

    /** Whether whoever calls is one; asked by pages that link here. */
    public boolean isOne() {
        return administrators.isOfTheCity();
    }

    /** @throws Refusal 403 for everybody but the city's administrators */
    Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以管理规则表");
    }
}
