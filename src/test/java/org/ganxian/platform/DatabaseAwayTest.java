package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseAwayTest {

    static Stream<SQLException> lostConnections() {
        return Stream.of(
                new SQLTransientConnectionException("HikariPool-1 - Connection is not available"),
                new SQLException("Communications link failure", "08S01"),
                new SQLException("Server shutdown in progress", "08S01", 1053),
                new SQLException("Connection is closed"),
                new SQLException("No operations allowed after statement closed."),
                new SQLException("Query execution was interrupted", "70100", 1317));
    }

    @ParameterizedTest
    @MethodSource("lostConnections")
    void whoeverComesWhileTheDatabaseIsAwayIsToldWhenToComeBack(SQLException lost) {
        assertThat(Refusal.behind(new CannotCreateTransactionException("Could not open", lost)))
                .hasValueSatisfying(refusal -> {
                    assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                    assertThat(refusal.retryAfter()).isPresent();
                    assertThat(refusal.getMessage()).containsPattern("\\p{IsHan}");
                });
    }

    @Test
    void whoeverComesWhileTheDatabasesDiskIsFullIsToldSo() {
        SQLException full = new SQLException("The table 'ACT_HI_DETAIL' is full", "HY000", 1114);

        assertThat(Refusal.behind(new IllegalStateException(full))).hasValueSatisfying(refusal -> {
            assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(refusal.retryAfter()).isPresent();
            assertThat(refusal.getMessage()).contains("存储空间已满");
        });
    }

    @Test
    void aFaultOfOursStaysOne() {
        assertThat(Refusal.behind(new IllegalStateException(new SQLSyntaxErrorException("No column", "42S22"))))
                .isEmpty();
        assertThat(Refusal.behind(new IllegalStateException(new SQLException("Deadlock", "40001", 1213))))
                .isEmpty();
    }
}
