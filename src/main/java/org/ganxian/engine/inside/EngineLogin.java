package org.ganxian.engine.inside;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.ganxian.platform.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is logged in is what the engine was told for this thread. */
@Component
@RequiredArgsConstructor
class EngineLogin implements CurrentActor.Login {

    private final IdentityService identityService;

    @Override
    public Optional<String> username() {
        return Optional.ofNullable(identityService.getCurrentAuthentication()).map(Authentication::getUserId);
    }

    @Override
    public List<String> groups() {
        return Optional.ofNullable(identityService.getCurrentAuthentication())
                .map(Authentication::getGroupIds)
                .orElse(List.of());
    }

    @Override
    public <T> T asNobody(Supplier<T> work) {
        Authentication before = identityService.getCurrentAuthentication();
        identityService.clearAuthentication();
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    @Override
    public <T> T as(String username, Supplier<T> work) {
        Authentication before = identityService.getCurrentAuthentication();
        identityService.setAuthentication(username, groupsOf(username));
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    /** Of anybody, as the database has them now. */
    List<String> groupsOf(String username) {
        return asNobody(() -> identityService.createGroupQuery().groupMember(username).list().stream()
                .map(Group::getId)
                .toList());
    }

    private void restore(@Nullable Authentication before) {
        if (before == null) {
            identityService.clearAuthentication();
        } else {
            identityService.setAuthentication(before);
        }
    }
}
