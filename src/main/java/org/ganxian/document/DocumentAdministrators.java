package org.ganxian.document;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may change what documents say, and the marks and contacts of those who issue them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class DocumentAdministrators {

    private final Administrators administrators;

    /** Whether whoever calls is one; asked by pages that link here. */
    public boolean isOne() {
        return administrators.isOfTheCity();
    }

    /** @throws Refusal 403 for everybody but the city's administrators */
    Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以管理文书");
    }
}
