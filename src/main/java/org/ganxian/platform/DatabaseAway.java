package org.ganxian.platform;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * Tells a database that does not answer, or has no room left on its disk, from a fault of ours: it comes back, and whoever
 * waits need do nothing else.
 */
final class DatabaseAway {

    private static final Duration WAIT = Duration.ofSeconds(10);

    /** SQL:2016 class 08: the connection is lost or cannot be made. */
    private static final String LOST_CONNECTION = "08";

    /** MySQL ends what runs when it is stopped (70100); H2 says 90098, 90067 and 90121 of a database that is being closed. */
    private static final Set<String> CLOSING = Set.of("70100", "90067", "90098", "90121");

    /** What pool and driver say, without a state, of a connection that was lost and given up, and of what was to go over it. */
    private static final Set<String> GIVEN_UP = Set.of(
            "Connection is closed",
            "No operations allowed after connection closed.",
            "No operations allowed after statement closed.");

    /** MySQL: the disk, the table, or the file of a new table is full. */
    private static final Set<Integer> NO_ROOM = Set.of(1021, 1114, 3675);

    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofMinutes(1);

    private DatabaseAway() {}

    /** 503 when a lost connection or a full disk is behind this. */
    static Optional<Refusal> behind(Throwable thrown) {
        return ExceptionUtils.getThrowableList(thrown).stream()
                .flatMap(one -> refusal(one).stream())
                .findFirst();
    }

    private static Optional<Refusal> refusal(Throwable thrown) {
        if (isLostConnection(thrown)) {
            return Optional.of(Refusal.unavailable("系统暂时连不上数据库，这一步没有完成，请稍等片刻再试", WAIT));
        } else if (thrown instanceof SQLException sql && NO_ROOM.contains(sql.getErrorCode())) {
            return Optional.of(Refusal.unavailable("系统的存储空间已满，这一步没有完成；请告知系统管理员，腾出空间后再试", UNTIL_THERE_IS_ROOM));
        }
        return Optional.empty();
    }

    private static boolean isLostConnection(Throwable thrown) {
        return thrown instanceof SQLTransientConnectionException
                || thrown instanceof SQLNonTransientConnectionException
                || thrown instanceof SQLRecoverableException
                || thrown instanceof SQLException closed && GIVEN_UP.contains(String.valueOf(closed.getMessage()))
                || thrown instanceof SQLException sql
                        && sql.getSQLState() != null
                        && (sql.getSQLState().startsWith(LOST_CONNECTION) || CLOSING.contains(sql.getSQLState()));
    }
}
