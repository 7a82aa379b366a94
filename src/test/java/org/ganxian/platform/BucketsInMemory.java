package org.ganxian.platform;

import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The table of buckets alone, for tests without an application. */
public final class BucketsInMemory {

    private BucketsInMemory() {}

    public static SharedBuckets make() {
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1", "sa", ""));
        jdbc.execute("create table bucket (id char(64) not null primary key, state varbinary(1000) not null,"
                + " expires_at bigint not null)");
        return new SharedBuckets(jdbc);
    }
}
