package org.ganxian.search;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds cases by phone, name, address, words and numbers of other systems. Who may see them is the caller's to say, in SQL, so that nothing is
 * left out of a page afterwards.
 */
@Component
@Transactional(readOnly = true)
public class CaseSearch {

    /**
     * Which cases may be found.
     *
     * @param any conditions on {@code insight_case}, called {@code c}, of which one must hold; each by an index
     * @param all what stands behind each of them; empty for nothing
     */
    public record Among(List<String> any, String all, Map<String, Object> parameters) {
        public String condition() {
            return any.stream().collect(Collectors.joining(") or (", "((", "))")) + all;
        }
    }

    /** A number of another system: letters, digits and hyphens, most of them digits. */
    private static final Pattern EXTERNAL = Pattern.compile("(?=(?:.*\\d){5})[A-Za-z0-9-]{6,40}");

    /** So many cases are read one by one before an index of words is asked, which goes through all that have a word. */
    private static final int READ = 4_000;

    /** So many of the newest cases tell which words are frequent. */
    private static final int SAMPLE = 200;

    /** A word that more than one of so many cases has costs the index more than reading the cases that the other words leave. */
    private static final int FREQUENT = 10;

    private final NamedParameterJdbcTemplate jdbc;
    private final Hashes hashes;
    private final PhoneNumbers phones;
    private final boolean mysql;
    private final int toRead;

    @Autowired
    CaseSearch(DataSource dataSource, Hashes hashes, PhoneNumbers phones) throws MetaDataAccessException {
        this(dataSource, hashes, phones, READ);
    }

    CaseSearch(DataSource dataSource, Hashes hashes, PhoneNumbers phones, int toRead) throws MetaDataAccessException {
        this.toRead = toRead;
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
        this.hashes = hashes;
        this.phones = phones;
        this.mysql = "MySQL".equals(JdbcUtils.extractDatabaseMetaData(dataSource, m -> m.getDatabaseProductName()));
    }

    /** @param typed in any form */
    public Wanted understand(String typed) {
        PhoneNumbers.Written written = phones.read(typed);
        if (written.number() != null) {
            String rest = written.rest() == null ? "" : written.rest();
            return new Wanted(Terms.wanted(rest), written.number(), null);
        }
        String close = typed.strip();
        return EXTERNAL.matcher(close).matches()
                ? new Wanted(Set.of(), null, close)
                : new Wanted(Terms.wanted(typed), null, null);
    }

    /**
     * Numbers of cases, by the time of their receipt.
     *
     * @param oldestFirst else newest first
     * @param most how many at most
     */
    public List<String> find(Wanted wanted, Among among, boolean oldestFirst, int most) {
        List<String> found = new ArrayList<>();
        if (wanted.terms().isEmpty()) {
            return wanted.isNothing() ? found : of(0, wanted, Set.of(), among, oldestFirst, most);
        }
        List<Integer> quarters = quarters(oldestFirst);
        Optional<List<String>> read = read(quarters, wanted, among, oldestFirst, most);
        if (read.isPresent()) {
            return read.get();
        }
        Set<String> frequent = mysql ? frequent(wanted) : Set.of();
        for (int quarter : quarters) {
            found.addAll(of(quarter, wanted, frequent, among, oldestFirst, most - found.size()));
            if (found.size() >= most) {
                break;
            }
        }
        return found;
    }

    private List<Integer> quarters(boolean oldestFirst) {
        List<Integer> quarters = new ArrayList<>(
                jdbc.queryForList("select distinct quarter from search_entry", Map.of(), Integer.class));
        quarters.sort(oldestFirst ? null : Collections.reverseOrder());
        return quarters;
    }

    private record First(String number, LocalDateTime at, long id, boolean isFound) {}

    /**
     * By reading the first that there are: so a frequent word is found, and whatever lies in a small area. Empty when that
     * does not suffice.
     */
    private Optional<List<String>> read(
            List<Integer> quarters, Wanted wanted, Among among, boolean oldestFirst, int most) {
        Comparator<First> order = Comparator.comparing(First::at).thenComparing(First::id);
        order = oldestFirst ? order : order.reversed();
        SortedSet<First> found = new TreeSet<>(order);
        First end = null;
        for (String some : quarters.isEmpty() ? List.<String>of() : among.any()) {
            List<First> first = first(quarters, wanted, some + among.all(), among.parameters(), oldestFirst);
            first.stream().filter(First::isFound).forEach(found::add);
            First last = first.size() < toRead ? null : first.get(first.size() - 1);
            // Behind this one others may lie that were not read.
            if (last != null && (end == null || order.compare(last, end) < 0)) {
                end = last;
            }
        }
        First until = end;
        List<String> sure = found.stream()
                .filter(one -> until == null || found.comparator().compare(one, until) <= 0)
                .limit(most)
                .map(First::number)
                .toList();
        return until == null || sure.size() >= most ? Optional.of(sure) : Optional.empty();
    }

    private List<First> first(
            List<Integer> quarters,
            Wanted wanted,
            String condition,
            Map<String, Object> parameters,
            boolean oldestFirst) {
        String order = oldestFirst ? "" : " desc";
        String isFound = quarters.stream()
                .map(quarter -> "e.quarter = " + quarter + " and " + byReading(hashed(quarter, wanted)))
                .collect(Collectors.joining(") or (", "((", "))"));
        return jdbc.query(
                "select n.number, n.received_at, n.demand_id, case when " + isFound + " then 1 else 0 end from"
                        + " (select c.number, c.received_at, c.demand_id from insight_case c where (" + condition
                        + ") order by c.received_at" + order + ", c.demand_id" + order + " limit " + toRead
                        + ") n left join search_entry e on e.demand_id = n.demand_id order by n.received_at" + order
                        + ", n.demand_id" + order,
                parameters,
                (row, i) -> new First(
                        row.getString(1), row.getObject(2, LocalDateTime.class), row.getLong(3), row.getInt(4) == 1));
    }

    /** Those that need not be looked up, since others are rarer; as the newest cases have them. */
    private Set<String> frequent(Wanted wanted) {
        List<Set<String>> newest = jdbc.query(
                "select quarter, words from search_entry order by demand_id desc limit " + SAMPLE,
                (entry, i) -> termsOf(entry.getInt(1), entry.getString(2), wanted));
        Set<String> frequent = wanted.terms().stream()
                .filter(term ->
                        newest.stream().filter(terms -> terms.contains(term)).count() * FREQUENT > newest.size())
                .collect(Collectors.toSet());
        return frequent.size() < wanted.terms().size() || wanted.isOfANumber() ? frequent : Set.of();
    }

    private Set<String> termsOf(int quarter, String entry, Wanted wanted) {
        Set<String> words = new HashSet<>(Arrays.asList(entry.split(" ")));
        return wanted.terms().stream()
                .filter(term ->
                        hashes.words(quarter, Set.of(term)).get(0).stream().anyMatch(words::contains))
                .collect(Collectors.toSet());
    }

    private List<List<String>> hashed(int quarter, Wanted wanted) {
        List<List<String>> each = new ArrayList<>(numbers(wanted));
        each.addAll(hashes.words(quarter, wanted.terms()));
        return each;
    }

    private List<List<String>> numbers(Wanted wanted) {
        List<List<String>> each = new ArrayList<>();
        if (wanted.phone() != null) {
            each.add(hashes.phone(wanted.phone()));
        }
        if (wanted.external() != null) {
            each.add(hashes.external(wanted.external()));
        }
        return each;
    }

    private List<String> of(
            int quarter, Wanted wanted, Set<String> frequent, Among among, boolean oldestFirst, int most) {
        MapSqlParameterSource parameters = new MapSqlParameterSource(among.parameters()).addValue("most", most);
        String order = oldestFirst ? "" : " desc";
        return jdbc.queryForList(
                // By the index of words first: an area has many more cases than a word.
                "select " + (mysql ? "straight_join " : "")
                        + "c.number from search_entry e join insight_case c on c.demand_id = e.demand_id where "
                        + has(quarter, wanted, frequent, parameters) + " and (" + among.condition()
                        + ") order by c.received_at" + order + ", c.demand_id" + order + " limit :most",
                parameters,
                String.class);
    }

    private String has(int quarter, Wanted wanted, Set<String> frequent, MapSqlParameterSource parameters) {
        if (!mysql) {
            return byReading(hashed(quarter, wanted));
        }
        Set<String> rare = new LinkedHashSet<>(wanted.terms());
        rare.removeAll(frequent);
        List<List<String>> lookedUp = new ArrayList<>(numbers(wanted));
        lookedUp.addAll(hashes.words(quarter, rare));
        String byIndex = byIndex(lookedUp, parameters);
        return frequent.isEmpty() ? byIndex : byIndex + " and " + byReading(hashes.words(quarter, frequent));
    }

    private static String byIndex(List<List<String>> each, MapSqlParameterSource parameters) {
        parameters.addValue(
                "hashes",
                each.stream()
                        // Brackets double what the index does: they are there while two keys are in force.
                        .map(some -> some.size() == 1 ? "+" + some.get(0) : "+(" + String.join(" ", some) + ")")
                        .collect(Collectors.joining(" ")));
        return "match (e.words) against (:hashes in boolean mode)";
    }

    /** Hashes are letters and digits alone. */
    private String byReading(List<List<String>> each) {
        String byLetter = mysql ? " collate utf8mb4_bin" : "";
        return each.stream()
                .map(some -> some.stream()
                        .map(hash -> "concat(' ', e.words, ' ') like '% " + hash + " %'" + byLetter)
                        .collect(Collectors.joining(" or ", "(", ")")))
                .collect(Collectors.joining(" and "));
    }
}
