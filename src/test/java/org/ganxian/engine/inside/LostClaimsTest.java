package org.ganxian.engine.inside;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostClaimsTest {

    private final LostClaims lostClaims = new LostClaims();

    @BeforeEach
    void theEngineIsInside() {
        lostClaims.setNext(new CommandInterceptor() {
            @Override
            public <T> T execute(Command<T> command) {
                return command.execute(null);
            }
        });
    }

    /** As when somebody submits a task whose process another has just ended. */
    @Test
    void whoComesTooLateForAProcessThatIsGoneHasLostARace() {
        ExecutionEntity left = new ExecutionEntity();
        left.setParentId("gone");
        assertThatThrownBy(() -> lostClaims.execute(context -> left.getRootProcessInstanceId()))
                .isInstanceOf(OptimisticLockingException.class)
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void anErrorOfOursStaysOne() {
        assertThatThrownBy(() -> lostClaims.execute(context -> {
                    throw new NullPointerException("of ours");
                }))
                .isInstanceOf(NullPointerException.class);
    }
}
