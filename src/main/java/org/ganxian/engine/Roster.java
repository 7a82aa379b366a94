package org.ganxian.engine;

import java.time.Instant;
import java.util.Optional;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** Who is on staff; the organization answers. A name is known only as it is stored, to the last character. */
public interface Roster {

    /**
     * What a member of staff's login is worth.
     *
     * @param active false for somebody who was taken off duty
     * @param mustChangePassword somebody else chose the password
     * @param passwordChangedAt missing for a password as old as the account
     */
    record Account(
            boolean active,
            boolean mustChangePassword,
            @Nullable Instant passwordChangedAt) {}

    /** Empty for whoever is not on staff, accounts of the engine's alone included. */
    Optional<Account> account(String username);

    /** False for strangers, and for somebody who was taken off duty. */
    default boolean mayWork(String username) {
        return account(username).filter(Account::active).isPresent();
    }

    /**
     * As {@link #mayWork}, and it stays so until this transaction is over: whoever takes them off duty waits, and then
     * finds what they have taken or done.
     */
    boolean staysAtWork(String username);

    /** Whether somebody at work administers the city today. */
    boolean isAdministrator(String username);

    /** @throws Refusal 400 for a password that is easy to guess */
    void refuseWeak(String username, String password);

    /** The engine has stored a new password. */
    void passwordChanged(String username);
}
