package org.ganxian.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The table of steps says of a demand what the diagrams do to it. */
class LifecycleTest {

    private static Set<Step> stepsFrom(Status status) {
        Set<Step> steps = EnumSet.allOf(Step.class);
        steps.removeIf(step -> step.leadsTo().isEmpty() || !Lifecycle.allows(status, step));
        return steps;
    }

    @ParameterizedTest
    @EnumSource
    void anEndIsAnEndForAllButItsResidentAndNothingElseIs(Status status) {
        Set<Step> others = stepsFrom(status);
        others.removeAll(Set.of(Step.REOPENED, Step.REOPENED_THERE));
        // A merged demand ends with its master, or goes its own way again.
        assertThat(others.isEmpty()).isEqualTo(status.isFinal() && status != Status.MERGED);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsServedAndOverIsReopenedAndNothingElseIs(Status status) {
        assertThat(Lifecycle.allows(status, Step.REOPENED))
                .isEqualTo(Set.of(Status.RATED, Status.UNRATED, Status.SETTLED).contains(status));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REGISTERED")
    void everyStatusIsReached(Status status) {
        assertThat(Arrays.stream(Status.values()).flatMap(from -> stepsFrom(from).stream()))
                .anyMatch(step -> step.leadsTo().filter(status::equals).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void everyStepThatLeadsSomewhereCanBeTaken(Step step) {
        assertThat(Arrays.stream(Status.values())).anyMatch(from -> Lifecycle.allows(from, step));
    }

    /** Registered lasts no longer than the transaction that starts the process; a merged one has its master's say. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"REGISTERED", "MERGED"})
    void whatTheResidentMayWithdrawCanBeWithdrawn(Status status) {
        assertThat(Lifecycle.allows(status, Step.WITHDRAWN)).isEqualTo(status.isWithdrawable());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsNotedOfWhatHasEndedButThatItWasFiledAway(Status status) {
        assertThat(Lifecycle.allows(status, Step.UPLOADED)).isEqualTo(!status.isFinal());
        assertThat(Lifecycle.allows(status, Step.ARCHIVED)).isEqualTo(status.isFinal());
    }

    @Test
    void aReworkBeginsAtTheDispatcherAndOnlyAfterACallBack() {
        assertThat(Arrays.stream(Status.values()).filter(from -> Lifecycle.allows(from, Step.REWORK)))
                .containsExactly(Status.CALL_BACK);
        assertThat(Step.REWORK.leadsTo()).contains(Status.DISPATCHING);
    }
}
