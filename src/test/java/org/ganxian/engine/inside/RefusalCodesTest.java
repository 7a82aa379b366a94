package org.ganxian.engine.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.junit.jupiter.api.Test;

/** What the engine's exceptions are told by. */
class RefusalCodesTest {

    private final RefusalCodes codes = new RefusalCodes();

    @Test
    void aDeadlockIsALostRace() {
        assertThat(codes.provideCode(new SQLException("Deadlock found", "40001", 1213)))
                .isEqualTo(20_409);
        assertThat(RefusalCodes.take().getMessage()).contains("刚刚已被他人处理");
    }

    @Test
    void anErrorOfTheDatabaseThatMeansNothingToPeopleHasNoCodeAndStaysWhatItIs() {
        assertThat(codes.provideCode(new SQLException("Foreign key cascade", "HY000", 6000)))
                .isNull();
    }

    @Test
    void aProcessInstanceThatIsGoneIsALostRace() {
        NullPointerException stumble = new NullPointerException("restoreProcessInstance");
        stumble.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(ExecutionEntity.class.getName(), "ensureExecutionTreeInitialized", null, 1319)
        });
        assertThat(codes.provideCode(new ProcessEngineException("Error while evaluating", stumble)))
                .isEqualTo(20_409);
        NullPointerException ours = new NullPointerException();
        assertThat(codes.provideCode(new ProcessEngineException("Error while evaluating", ours)))
                .isNull();
    }
}
