package org.ganxian.engine.inside;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.ganxian.platform.CurrentActor;
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
            if (before != null) {
                identityService.setAuthentication(before);
            }
        }
    }
}
