package org.ganxian.engine.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.platform.OutOfTurn;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class MultiInstanceFactsTest {

    private final VariableScope run = Mockito.mock(VariableScope.class);

    @Test
    void tellsWhatARunIsFor() {
        Mockito.when(run.getVariable(MultiInstanceFacts.DEPARTMENT)).thenReturn("350602-wjj");

        assertThat(MultiInstanceFacts.of(run, MultiInstanceFacts.DEPARTMENT)).isEqualTo("350602-wjj");
    }

    /** The applicant withdrew while the department's draft waited for the case. */
    @Test
    void aRunThatIsOverIsALostRaceAndNoMistake() {
        assertThatThrownBy(() -> MultiInstanceFacts.of(run, MultiInstanceFacts.DEPARTMENT))
                .isInstanceOf(OutOfTurn.class);
    }
}
