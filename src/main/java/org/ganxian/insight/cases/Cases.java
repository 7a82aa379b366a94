package org.ganxian.insight.cases;

import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** The lists behind the numbers. Those of open work begin with what is due first, others with the newest. */
@Component
public class Cases {

    private final NamedParameterJdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate rowByRow;

    Cases(DataSource dataSource) throws MetaDataAccessException {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
        JdbcTemplate streaming = new JdbcTemplate(dataSource);
        // MySQL's driver keeps a whole result in memory unless it is asked for row by row in just this way.
        boolean mysql = "MySQL".equals(JdbcUtils.extractDatabaseMetaData(dataSource, m -> m.getDatabaseProductName()));
        streaming.setFetchSize(mysql ? Integer.MIN_VALUE : 500);
        rowByRow = new NamedParameterJdbcTemplate(streaming);
    }

    public long count(CaseFilter filter) {
        Long count = jdbc.queryForObject(
                "select count(*) from " + filter.show().kept().table() + " where " + filter.condition(),
                filter.parameters(),
                Long.class);
        return count == null ? 0 : count;
    }

    public List<String> numbers(CaseFilter filter, Pageable page) {
        return numbers(filter, CaseSort.USUAL, page, count(filter));
    }

    /** @param total what {@link #count} has counted */
    List<String> numbers(CaseFilter filter, CaseSort sort, Pageable page, long total) {
        String query = CaseOrder.query(filter, sort, total, page.getOffset() + page.getPageSize());
        return jdbc.queryForList(
                query + " limit " + page.getPageSize() + " offset " + page.getOffset(),
                filter.parameters(),
                String.class);
    }

    /** All of them, one at a time, however many. */
    void each(CaseFilter filter, Consumer<String> number) {
        rowByRow.query(CaseOrder.query(filter), filter.parameters(), row -> {
            number.accept(row.getString(1));
        });
    }
}
