package org.ganxian.catalogue;

import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who keeps the catalogue: the city's administrators, since it holds for the whole city. */
@Component("serviceAdministrators")
@RequiredArgsConstructor
class ServiceAdministrators {

    private final Administrators administrators;

    /** Whether whoever calls may change the catalogue; asked by pages that link to it. */
    public boolean isOne() {
        return administrators.isOfTheCity();
    }

    /**
     * Whoever calls, when they may change the catalogue.
     *
     * @throws Refusal 403 for everybody but the city's administrators
     */
    Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以管理事项库");
    }
}
