package org.ganxian.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandRegistered;
import org.ganxian.platform.data.PerTransaction;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rows of the index: one a demand, written when it comes in, emptied when what is personal of it is erased. */
@Component
@Transactional
class Entries {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Hashes hashes;
    private final PerTransaction<List<Demand>> born = new PerTransaction<>(this::collect);

    Entries(DataSource dataSource, Hashes hashes) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.named = new NamedParameterJdbcTemplate(dataSource);
        this.hashes = hashes;
    }

    @EventListener
    void write(DemandRegistered registered) {
        born.get().add(registered.demand());
    }

    /** Those of a transaction are written at its end, all at once: an import has fifty. */
    private List<Demand> collect() {
        List<Demand> some = new ArrayList<>();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                insert(some);
            }
        });
        return some;
    }

    private void insert(Collection<Demand> some) {
        jdbc.batchUpdate(
                "insert into search_entry (demand_id, quarter, key_mark, words) values (?, ?, ?, ?)",
                some.stream()
                        .map(demand -> new Object[] {
                            demand.id(), Hashes.quarter(demand.receivedAt()), hashes.mark(), hashes.of(demand)
                        })
                        .toList());
    }

    /** Makes the entries of these demands, which stand still, anew. */
    void renew(Collection<Demand> some) {
        Set<Long> erased = erased(some.stream().map(Demand::id).toList());
        List<Demand> kept = new ArrayList<>(some);
        kept.removeIf(demand -> erased.contains(demand.id()));
        some.forEach(demand -> jdbc.update("delete from search_entry where demand_id = ?", demand.id()));
        insert(kept);
        some.stream().filter(demand -> erased.contains(demand.id())).forEach(this::insertEmpty);
    }

    private Set<Long> erased(List<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(named.queryForList(
                        "select id from demand where id in (:ids) and erased_at is not null",
                        Map.of("ids", ids),
                        Long.class));
    }

    private void insertEmpty(Demand demand) {
        jdbc.update(
                "insert into search_entry (demand_id, quarter, key_mark, words) values (?, ?, ?, '')",
                demand.id(),
                Hashes.quarter(demand.receivedAt()),
                hashes.mark());
    }

    void erase(long demandId) {
        jdbc.update("update search_entry set words = '' where demand_id = ?", demandId);
    }

    /** How many demands have no entry, or one under another key. */
    @Transactional(readOnly = true)
    public long stale() {
        return count("select count(*) from demand")
                - count("select count(*) from search_entry where key_mark = '" + hashes.mark() + "'");
    }

    private long count(String query) {
        Long count = jdbc.queryForObject(query, Long.class);
        return count == null ? 0 : count;
    }

    record Stale(long id, String number) {}

    /** The next of them behind this id. */
    @Transactional(readOnly = true)
    public List<Stale> staleAfter(long id, int most) {
        return jdbc.query(
                "select d.id, d.number from demand d left join search_entry e on e.demand_id = d.id"
                        + " where d.id > ? and (e.key_mark is null or e.key_mark <> ?) order by d.id limit ?",
                (row, i) -> new Stale(row.getLong(1), row.getString(2)),
                id,
                hashes.mark(),
                most);
    }
}
