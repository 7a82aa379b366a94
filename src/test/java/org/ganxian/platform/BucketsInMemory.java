package org.ganxian.platform;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The table of buckets alone, for tests without an application. */
public final class BucketsInMemory {

    private BucketsInMemory() {}

    public static SharedBuckets make() {
        DriverManagerDataSource database = new DriverManagerDataSource(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1", "sa", "");
        return in(database);
    }

    static SharedBuckets in(DataSource database) {
        new JdbcTemplate(database)
                .execute("create table bucket (id char(64) not null primary key, state varbinary(1000) not null,"
                        + " expires_at bigint not null)");
        try {
            return new SharedBuckets(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
