package org.ganxian.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * One node after the other makes the engine's tables, ours, and lays the {@link Groundwork}: each finds done what the one
 * before has done. Taken as soon as there is a database to ask, given back before the doors open; a node that dies in
 * between loses its connection and with it the lock. H2 lets one process in at a time by itself.
 */
@Component
@Slf4j
class StartLock implements BeanPostProcessor, SmartLifecycle {

    /** A lock's name has 64 characters at most, a database's too. */
    private static final String NAME = "concat('ganxian-', sha2(database(), 224))";

    private static final int SECONDS_A_TRY = 30;
    private static final int TRIES = 40;

    private final AtomicReference<@Nullable Connection> held = new AtomicReference<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource database && held.get() == null) {
            try {
                take(database);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot take the lock for starting", e);
            }
        }
        return bean;
    }

    private void take(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try {
            if (connection.getMetaData().getDatabaseProductName().equals("MySQL")) {
                for (int tried = 0; !isTaken(connection); tried++) {
                    if (tried == TRIES) {
                        throw new IllegalStateException("Another node has been starting for " + TRIES * SECONDS_A_TRY
                                + " s on the same database");
                    }
                    log.info("Another node is starting on the same database; this one waits for it");
                }
                held.set(connection);
            }
        } finally {
            if (held.get() != connection) {
                connection.close();
            }
        }
    }

    private static boolean isTaken(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select get_lock(" + NAME + ", ?)")) {
            lock.setInt(1, SECONDS_A_TRY);
            try (ResultSet answer = lock.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1;
            }
        }
    }

    /** The groundwork is laid. */
    @Override
    public void start() {
        Connection connection = held.getAndSet(null);
        if (connection == null) {
            return;
        }
        try (connection;
                PreparedStatement free = connection.prepareStatement("select release_lock(" + NAME + ")")) {
            free.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot give the lock for starting back", e);
        }
    }

    @Override
    public void stop() {
        // Given back long ago.
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    /** Right after {@link BeforeTheDoorsOpen}. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 2047;
    }
}
