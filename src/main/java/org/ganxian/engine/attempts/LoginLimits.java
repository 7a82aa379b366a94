package org.ganxian.engine.attempts;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.ganxian.engine.LoginWays;
import org.ganxian.engine.Roster;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Guesses;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.web.Client;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Slows guessing of passwords down and keeps nobody out for it: wrong ones count by name and address and, higher, by
 * address alone. A browser in which somebody has logged in before counts for itself, so that not even a neighbour behind
 * the same address can shut them out.
 */
@Component
@EnableConfigurationProperties(LoginLimit.class)
public class LoginLimits implements MeterBinder {

    private static final Duration PERIOD = Duration.ofHours(1);

    private final Guesses byName;
    private final Guesses byAddress;

    /** What was on record within the hour is not recorded again: nobody fills the audit by knocking. */
    private final Guesses records = new Guesses(1, PERIOD);

    /** By what they were refused for, names that nobody has included. */
    private final Map<String, LongAdder> refused = Map.of(
            "login-failed",
            new LongAdder(),
            "login-locked",
            new LongAdder(),
            "login-address-locked",
            new LongAdder(),
            "login-password-off",
            new LongAdder());

    private final KnownBrowsers browsers;
    private final ObjectProvider<Roster> roster;
    private final ObjectProvider<Audit> audit;
    private final ObjectProvider<LoginWays> ways;

    LoginLimits(
            LoginLimit limit,
            KnownBrowsers browsers,
            ObjectProvider<Roster> roster,
            ObjectProvider<Audit> audit,
            ObjectProvider<LoginWays> ways,
            @Lazy SharedBuckets buckets) {
        this.byName = new Guesses(limit.name(), PERIOD, buckets);
        this.byAddress = new Guesses(limit.address(), PERIOD, buckets);
        this.browsers = browsers;
        this.roster = roster;
        this.audit = audit;
        this.ways = ways;
    }

    /** Whether the password is right, if there was a try left, and its owner on duty: that is no guess, but no login. */
    public boolean check(String username, BooleanSupplier password) {
        String address = Client.current();
        // No longer than a name can be: what is typed here may be anything.
        String name = username.length() > 64 ? "-" : username;
        String browser = browsers.of(username).orElse(null);
        String guesser = name + "@" + (browser == null ? address : browser);
        if (!byName.take(guesser)) {
            record("login-locked", name, address);
            return false;
        }
        if (browser == null && !byAddress.take(address)) {
            byName.giveBack(guesser);
            record("login-address-locked", "-", address);
            return false;
        }
        if (!password.getAsBoolean()) {
            byName.wasWrong(guesser);
            if (browser == null) {
                byAddress.wasWrong(address);
            }
            record("login-failed", name, address);
            return false;
        }
        byName.giveBack(guesser);
        if (browser == null) {
            byAddress.giveBack(address);
        }
        if (!roster.getObject().mayWork(username)) {
            return false;
        }
        if (!ways.getObject().isPasswordFor(username)) {
            record("login-password-off", name, address);
            return false;
        }
        if (browser == null) {
            browsers.remember(username);
        }
        if (records.take("login " + guesser)) {
            audit.getObject().record(new Actor(username, ""), "login", address);
        }
        return true;
    }

    /** Of names on the roster only, and of addresses that knock for all of them. */
    private void record(String action, String name, String address) {
        Objects.requireNonNull(refused.get(action)).increment();
        boolean known = name.equals("-") || roster.getObject().account(name).isPresent();
        if (known && records.take(action + " " + name + "@" + address)) {
            audit.getObject().record(Actor.NOBODY, action, name + " " + address);
        }
    }

    /** {@code ganxian.logins.refused} of this node by its cause. */
    @Override
    public void bindTo(MeterRegistry registry) {
        refused.forEach((cause, times) -> FunctionCounter.builder("ganxian.logins.refused", times, LongAdder::sum)
                .description("Logins that were refused")
                .tag("cause", cause.replace("login-", ""))
                .register(registry));
    }
}
