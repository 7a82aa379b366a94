package org.ganxian.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an identity provider's word is worth here.
 *
 * @param claim of the ID token or the user info: the person's user name, exactly as the roster has it
 * @param passwords who may still log in by one, where a provider is set up
 */
@ConfigurationProperties("ganxian.login")
public record LoginSettings(
        @DefaultValue("preferred_username") String claim,
        @DefaultValue("all") Passwords passwords) {

    /** Who may log in by a password. */
    public enum Passwords {
        ALL,
        ADMINISTRATORS
    }
}
