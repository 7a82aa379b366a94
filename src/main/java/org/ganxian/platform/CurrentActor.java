package org.ganxian.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The person behind the present call, as the engine knows them. */
@Component
public class CurrentActor {

    /** Names a member of staff by unit and duty; the organization answers. */
    public interface Titles {
        Optional<String> titleOf(String username);
    }

    private final IdentityService identityService;
    private final ObjectProvider<Titles> titles;

    CurrentActor(IdentityService identityService, ObjectProvider<Titles> titles) {
        this.identityService = identityService;
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

    public Optional<String> username() {
        return Optional.ofNullable(identityService.getCurrentAuthentication()).map(Authentication::getUserId);
    }

    /** Ids of the groups, unit and duty each, of whoever is logged in. */
    public List<String> groups() {
        return Optional.ofNullable(identityService.getCurrentAuthentication())
                .map(Authentication::getGroupIds)
                .orElse(List.of());
    }

    /** The actor of a user name, whether logged in or not. */
    public Actor of(String username) {
        return new Actor(username, titles.getObject().titleOf(username).orElse("工作人员"));
    }

    /** The actor of an id that was kept: the system's own, else a user name. */
    public Actor ofId(String id) {
        return Actor.SYSTEM.id().equals(id) ? Actor.SYSTEM : of(id);
    }

    /** Runs engine calls that belong to the system, not to the rights of whoever is logged in. */
    public <T> T asSystem(Supplier<T> work) {
        Authentication before = identityService.getCurrentAuthentication();
        identityService.clearAuthentication();
        try {
            return work.get();
        } finally {
            if (before != null) {
                identityService.setAuthentication(before);
            }
        }
    }
}
