package org.ganxian.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ganxian.platform.data.PerTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The person behind the present call, as the engine knows them. */
@Component
public class CurrentActor {

    /** Names a member of staff by unit and duty; the organization answers. */
    public interface Titles {
        Optional<String> titleOf(String username);

        /** As {@link #titleOf}, of many at once, by user name; strangers are left out. */
        Map<String, String> titlesOf(Set<String> usernames);
    }

    /** Who is logged in; the engine answers. */
    public interface Login {
        Optional<String> username();

        /** Ids of the groups, unit and duty each; empty when nobody is logged in. */
        List<String> groups();

        /** Runs work while nobody is logged in. */
        <T> T asNobody(Supplier<T> work);

        /** Runs work as if this person were logged in. */
        <T> T as(String username, Supplier<T> work);
    }

    private static final String STRANGER = "工作人员";

    private final Login login;
    /** While something is done in somebody's name: how those who act are called, read once. */
    private final ThreadLocal<@Nullable Map<String, Actor>> called = new ThreadLocal<>();

    /** The same in a transaction: whoever acts is called the same to its end. */
    private final PerTransaction<Map<String, Actor>> signing = new PerTransaction<>(HashMap::new);

    private final ObjectProvider<Titles> titles;

    CurrentActor(Login login, ObjectProvider<Titles> titles) {
        this.login = login;
        this.titles = titles;
    }

    /** The logged-in member of staff, or the system when nobody is. */
    public Actor get() {
        return staff().orElse(Actor.SYSTEM);
    }

    /** The logged-in member of staff, empty for residents and engine jobs. */
    public Optional<Actor> staff() {
        return username().map(this::of);
    }

    /** Who does a resident's deed: the member of staff who is logged in and does it for them, else the resident. */
    public Actor forResident() {
        return staff().orElse(Actor.RESIDENT);
    }

    public Optional<String> username() {
        return login.username();
    }

    /** Ids of the groups, unit and duty each, of whoever is logged in. */
    public List<String> groups() {
        return login.groups();
    }

    /** The actor of a user name, whether logged in or not. */
    public Actor of(String username) {
        Map<String, Actor> known = called.get();
        if (known == null && TransactionSynchronizationManager.isSynchronizationActive()) {
            known = signing.get();
        }
        return known == null ? read(username) : known.computeIfAbsent(username, this::read);
    }

    private Actor read(String username) {
        return new Actor(username, titles.getObject().titleOf(username).orElse(STRANGER));
    }

    /** The actor of an id that was kept: the system's own, else a user name. */
    public Actor ofId(String id) {
        return Actor.SYSTEM.id().equals(id) ? Actor.SYSTEM : of(id);
    }

    /** As {@link #ofId}, of many at once. */
    public Map<String, Actor> ofIds(Set<String> ids) {
        Map<String, String> known = titles.getObject().titlesOf(ids);
        return ids.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> Actor.SYSTEM.id().equals(id)
                                ? Actor.SYSTEM
                                : new Actor(id, known.getOrDefault(id, STRANGER))));
    }

    /** Runs engine calls that belong to the system, not to the rights of whoever is logged in. */
    public <T> T asSystem(Supplier<T> work) {
        return login.asNobody(work);
    }

    /** Runs what somebody has begun and the system goes on with in their name; until it is done they are called the same. */
    public <T> T as(String username, Supplier<T> work) {
        Map<String, Actor> before = called.get();
        called.set(new HashMap<>());
        try {
            return login.as(username, work);
        } finally {
            called.set(before);
        }
    }
}
