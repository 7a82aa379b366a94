package org.ganxian.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How staff can log in: by password, and by the identity providers that are set up. */
@Component
@EnableConfigurationProperties(LoginSettings.class)
public class LoginWays {

    /**
     * One that is set up.
     *
     * @param id as Spring's properties name it
     * @param name as people know it
     */
    public record Provider(String id, String name) {}

    private final List<Provider> providers;
    private final boolean passwordsForAll;
    private final ObjectProvider<Roster> roster;

    /** @throws IllegalStateException when passwords are off and nothing is in their place */
    public LoginWays(
            LoginSettings settings, ObjectProvider<OAuth2ClientProperties> configured, ObjectProvider<Roster> roster) {
        this.providers = configured.stream()
                .flatMap(properties -> properties.getRegistration().entrySet().stream())
                .map(LoginWays::provider)
                .toList();
        this.passwordsForAll = settings.passwords() == LoginSettings.Passwords.ALL;
        this.roster = roster;
        if (!passwordsForAll && providers.isEmpty()) {
            throw new IllegalStateException(
                    "ganxian.login.passwords=administrators needs an identity provider (spring.security.oauth2.client.*)");
        }
    }

    private static Provider provider(Map.Entry<String, OAuth2ClientProperties.Registration> entry) {
        String name = Optional.ofNullable(entry.getValue().getClientName()).orElse("统一身份认证");
        return new Provider(entry.getKey(), name);
    }

    /** None when staff log in by password alone. */
    public List<Provider> providers() {
        return providers;
    }

    /** Where somebody who is not logged in is sent from a page of the desk, and from where they come back to it. */
    public String pageFor(String wanted) {
        return (providers.isEmpty() ? "/camunda/app/tasklist/default/" : "/login") + "?back="
                + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }

    /** Whether everybody may use a password, not the city's administrators alone. */
    public boolean isPasswordForAll() {
        return passwordsForAll;
    }

    /** Whether a right password lets this person in. */
    public boolean isPasswordFor(String username) {
        return passwordsForAll || roster.getObject().isAdministrator(username);
    }
}
