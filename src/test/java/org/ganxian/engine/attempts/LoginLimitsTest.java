package org.ganxian.engine.attempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.ganxian.engine.LoginSettings;
import org.ganxian.engine.LoginSettings.Passwords;
import org.ganxian.engine.LoginWays;
import org.ganxian.engine.Roster;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.BucketsInMemory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;

/** Whom a right password lets in. */
class LoginLimitsTest {

    private final Roster roster = mock(Roster.class);
    private final Audit audit = mock(Audit.class);

    @BeforeEach
    void everybodyIsAtWork() {
        when(roster.mayWork(anyString())).thenReturn(true);
        when(roster.account(anyString())).thenReturn(Optional.of(new Roster.Account(true, false, null)));
        when(roster.isAdministrator("admin")).thenReturn(true);
    }

    private static <T> ObjectProvider<T> just(Class<T> type, T bean) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean(type.getName(), bean);
        return beans.getBeanProvider(type);
    }

    private LoginWays ways(Passwords passwords, boolean provider) {
        OAuth2ClientProperties configured = new OAuth2ClientProperties();
        if (provider) {
            configured.getRegistration().put("city", new OAuth2ClientProperties.Registration());
        }
        return new LoginWays(
                new LoginSettings("preferred_username", passwords),
                just(OAuth2ClientProperties.class, configured),
                just(Roster.class, roster));
    }

    private LoginLimits limits(Passwords passwords) {
        return new LoginLimits(
                new LoginLimit(20, 200),
                new KnownBrowsers(null),
                just(Roster.class, roster),
                just(Audit.class, audit),
                just(LoginWays.class, ways(passwords, true)),
                BucketsInMemory.make());
    }

    @Test
    void aPasswordIsOneWayBesideTheProvider() {
        assertThat(limits(Passwords.ALL).check("member1", () -> true)).isTrue();
    }

    @Test
    void wherePasswordsAreOffTheyStillLetTheCitysAdministratorsIn() {
        LoginLimits limits = limits(Passwords.ADMINISTRATORS);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        limits.bindTo(meters);
        assertThat(limits.check("member1", () -> true)).isFalse();
        verify(audit).record(Actor.NOBODY, "login-password-off", "member1 -");
        assertThat(meters.get("ganxian.logins.refused")
                        .tag("cause", "password-off")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(limits.check("admin", () -> true)).isTrue();
        assertThat(limits.check("admin", () -> false)).isFalse();
    }

    @Test
    void passwordsAreNotOffWhereNothingIsInTheirPlace() {
        assertThatThrownBy(() -> ways(Passwords.ADMINISTRATORS, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("spring.security.oauth2.client");
    }

    @Test
    void withoutAProviderNothingLeadsToOne() {
        assertThat(ways(Passwords.ALL, false).pageFor("/desk/notices"))
                .isEqualTo("/camunda/app/tasklist/default/?back=%2Fdesk%2Fnotices");
        assertThat(ways(Passwords.ALL, true).pageFor("/desk/notices")).isEqualTo("/login?back=%2Fdesk%2Fnotices");
    }
}
