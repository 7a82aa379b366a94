package org.ganxian.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class PerTransactionTest {

    private final PerTransaction<List<String>> read = new PerTransaction<>(ArrayList::new);
    private final JdbcDataSource database = new JdbcDataSource();
    private final TransactionTemplate one = new TransactionTemplate(new JdbcTransactionManager(database));
    private final TransactionTemplate apart = new TransactionTemplate(one.getTransactionManager());

    @BeforeEach
    void aDatabase() {
        database.setUrl("jdbc:h2:mem:");
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Test
    void eachTransactionHasItsOwn() {
        one.executeWithoutResult(first -> {
            read.get().add("once");
            one.executeWithoutResult(joined -> assertThat(read.get()).containsExactly("once"));
            apart.executeWithoutResult(second -> assertThat(read.get()).isEmpty());
            assertThat(read.get()).containsExactly("once");
        });
        one.executeWithoutResult(next -> assertThat(read.get()).isEmpty());
    }

    @Test
    void oneThatFailsLeavesNothing() {
        one.executeWithoutResult(first -> {
            read.get().add("once");
            first.setRollbackOnly();
        });
        one.executeWithoutResult(next -> assertThat(read.get()).isEmpty());
    }

    @Test
    void outsideOfOneThereIsNone() {
        assertThatThrownBy(read::get).isInstanceOf(IllegalStateException.class);
    }
}
