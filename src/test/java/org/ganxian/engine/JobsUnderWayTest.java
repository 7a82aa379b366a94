package org.ganxian.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.junit.jupiter.api.Test;

class JobsUnderWayTest {

    private final TimerEntity job = new TimerEntity();

    @Test
    void whatADeadNodeHadTakenIsNobodysOnceItsLockIsOver() {
        assertThat(JobsUnderWay.isTaken(job)).isFalse();
        job.setLockOwner("a node");
        job.setLockExpirationTime(new Date(System.currentTimeMillis() + 20_000));
        assertThat(JobsUnderWay.isTaken(job)).isTrue();
        job.setLockExpirationTime(new Date(System.currentTimeMillis() - 1_000));
        assertThat(JobsUnderWay.isTaken(job)).isFalse();
    }
}
