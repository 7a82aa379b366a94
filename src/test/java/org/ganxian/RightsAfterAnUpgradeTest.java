package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.ganxian.platform.Groundwork;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Groups that an older version made get the rights of what has come since, at the next start. */
@IntegrationTest
class RightsAfterAnUpgradeTest {

    private static final String GROUP = "350602004001B1-member";

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    List<Groundwork> groundwork;

    @Test
    void aGroupGetsWhatItLacksAndKeepsWhatItHas() throws Exception {
        long before = all();
        Authorization window = authorizations
                .createAuthorizationQuery()
                .groupIdIn(GROUP)
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId("window-service")
                .singleResult();
        authorizations.deleteAuthorization(window.getId());
        assertThat(all()).isEqualTo(before - 1);
        for (Groundwork one : groundwork) {
            if (one.getClass().getSimpleName().startsWith("CityData")) {
                one.lay();
            }
        }
        assertThat(all()).isEqualTo(before);
    }

    private long all() {
        return authorizations.createAuthorizationQuery().groupIdIn(GROUP).count();
    }
}
