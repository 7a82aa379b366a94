package org.ganxian.platform;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Tells a database that does not answer from a fault of ours: it comes back, and whoever waits a little need do nothing else. */
final class DatabaseAway {

    private static final Duration WAIT = Duration.ofSeconds(10);

    /** SQL:2016 class 08: the connection is lost or cannot be made. */
    private static final String LOST_CONNECTION = "08";

    /** MySQL ends what runs when it is stopped (70100); H2 says 90098, 90067 and 90121 of a database that is being closed. */
    private static final Set<String> CLOSING = Set.of("70100", "90067", "90098", "90121");

    /** What the pool says, without a state, of a connection that it has given up after it was lost. */
    private static final String GIVEN_UP = "Connection is closed";

    private DatabaseAway() {}

    /** 503 when a lost connection is behind this. */
    static Optional<Refusal> behind(Throwable thrown) {
        return ExceptionUtils.getThrowableList(thrown).stream()
                .filter(DatabaseAway::isLostConnection)
                .findFirst()
                .map(lost -> Refusal.unavailable("系统暂时连不上数据库，这一步没有完成，请稍等片刻再试", WAIT));
    }

    private static boolean isLostConnection(Throwable thrown) {
        return thrown instanceof SQLTransientConnectionException
                || thrown instanceof SQLNonTransientConnectionException
                || thrown instanceof SQLRecoverableException
                || thrown instanceof SQLException closed && GIVEN_UP.equals(closed.getMessage())
                || thrown instanceof SQLException sql
                        && sql.getSQLState() != null
                        && (sql.getSQLState().startsWith(LOST_CONNECTION) || CLOSING.contains(sql.getSQLState()));
    }
}
