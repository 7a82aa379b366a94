package org.ganxian.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.ganxian.engine.OutsideWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class WaitingOutsideTest {

    private final JdbcTemplate jdbc = new JdbcTemplate(
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
    private final OutsideWork letters = work("letters");
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private WaitingOutside waiting;

    private static OutsideWork work(String process) {
        return new OutsideWork() {
            @Override
            public String process() {
                return process;
            }

            @Override
            public void doFor(String businessKey) {}

            @Override
            public void forget() {}
        };
    }

    @BeforeEach
    void jobs() {
        beans.addBean("letters", letters);
        beans.addBean("calls", work("calls"));
        waiting = new WaitingOutside(jdbc, beans.getBeanProvider(OutsideWork.class));
        jdbc.execute(
                "create table ACT_RU_JOB (ID_ varchar(64), PROCESS_DEF_KEY_ varchar(64), PROCESS_INSTANCE_ID_ varchar(64))");
        jdbc.execute("create table ACT_RU_EXECUTION (ID_ varchar(64), BUSINESS_KEY_ varchar(64))");
        jdbc.update("insert into ACT_RU_EXECUTION values ('p1', '17'), ('p2', 'ZZ20260106-000001'), ('p3', null)");
        jdbc.update("insert into ACT_RU_JOB values ('letter', 'letters', 'p1'), ('deadline', 'order', 'p2'),"
                + " ('nameless', 'letters', 'p3')");
    }

    @Test
    void whatWasTakenTogetherIsReadOnce() {
        waiting.lookAt(List.of(List.of("letter"), List.of("deadline", "nameless")));
        jdbc.execute("drop table ACT_RU_JOB");
        assertThat(waiting.forget("letter")).contains(new WaitingOutside.Job(letters, "17"));
        assertThat(waiting.forget("deadline")).isEmpty();
        assertThat(waiting.forget("nameless")).isEmpty();
    }

    @Test
    void aJobThatComesAnotherWayIsReadByItself() {
        assertThat(waiting.forget("letter")).contains(new WaitingOutside.Job(letters, "17"));
        assertThat(waiting.forget("deadline")).isEmpty();
    }
}
