package org.ganxian.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.ganxian.platform.privacy.PhoneNumbers;
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
     * @param condition on {@code insight_case}, called {@code c}; what stands behind {@code where}
     */
    public record Among(String condition, Map<String, Object> parameters) {}

    /** A number of another system: letters, digits and hyphens, most of them digits. */
    private static final Pattern EXTERNAL = Pattern.compile("(?=(?:.*\\d){5})[A-Za-z0-9-]{6,40}");

    private final NamedParameterJdbcTemplate jdbc;
    private final Hashes hashes;
    private final PhoneNumbers phones;
    private final boolean mysql;

    CaseSearch(DataSource dataSource, Hashes hashes, PhoneNumbers phones) throws MetaDataAccessException {
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
            return wanted.isNothing() ? found : of(0, wanted, among, oldestFirst, most);
        }
        for (int quarter : quarters(oldestFirst)) {
            found.addAll(of(quarter, wanted, among, oldestFirst, most - found.size()));
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

    private List<String> of(int quarter, Wanted wanted, Among among, boolean oldestFirst, int most) {
        List<List<String>> each = new ArrayList<>(hashes.words(quarter, wanted.terms()));
        if (wanted.phone() != null) {
            each.add(hashes.phone(wanted.phone()));
        }
        if (wanted.external() != null) {
            each.add(hashes.external(wanted.external()));
        }
        MapSqlParameterSource parameters = new MapSqlParameterSource(among.parameters()).addValue("most", most);
        String order = oldestFirst ? "" : " desc";
        return jdbc.queryForList(
                // By the index of words first: an area has many more cases than a word.
                "select " + (mysql ? "straight_join " : "")
                        + "c.number from search_entry e join insight_case c on c.demand_id = e.demand_id where "
                        + (mysql ? byIndex(each, parameters) : byReading(each)) + " and (" + among.condition()
                        + ") order by c.received_at" + order + ", c.demand_id" + order + " limit :most",
                parameters,
                String.class);
    }

    private static String byIndex(List<List<String>> each, MapSqlParameterSource parameters) {
        parameters.addValue(
                "hashes",
                each.stream().map(some -> "+(" + String.join(" ", some) + ")").collect(Collectors.joining(" ")));
        return "match (e.words) against (:hashes in boolean mode)";
    }

    /** Hashes are letters and digits alone. */
    private static String byReading(List<List<String>> each) {
        return each.stream()
                .map(some -> some.stream()
                        .map(hash -> "concat(' ', e.words, ' ') like '% " + hash + " %'")
                        .collect(Collectors.joining(" or ", "(", ")")))
                .collect(Collectors.joining(" and "));
    }
}
