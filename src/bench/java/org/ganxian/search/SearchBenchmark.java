package org.ganxian.search;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.ganxian.platform.privacy.KeyedHashes;
import org.ganxian.platform.privacy.KeyedHashesOf;
import org.ganxian.search.CaseSearch.Among;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long a search takes among a million cases of five years on an empty MySQL, whose URL is the first argument; the second is how many
 * cases. With a third one what is there is indexed and measured, with a fourth only measured. Words are drawn as people use them: the n-th most frequent is n times rarer than the first, 120 a case.
 */
public final class SearchBenchmark {

    private static final int VOCABULARY = 40_000;
    private static final int WORDS_A_CASE = 120;
    private static final int COMMUNITIES = 300;
    private static final int DISTRICTS = 10;
    private static final int AT_ONCE = 2_000;
    private static final int YEARS = 5;
    private static final int TIMES = 20;

    private final MysqlDataSource database = new MysqlDataSource();
    private final JdbcTemplate jdbc;
    private final KeyedHashes keys =
            KeyedHashesOf.key("01234567890123456789012345678901".getBytes(StandardCharsets.US_ASCII));
    private final Random random = new Random(46);
    private final Map<Integer, String[]> hashes = new HashMap<>();
    private final double[] upTo = new double[VOCABULARY];

    private SearchBenchmark(String url) throws Exception {
        database.setUrl(url);
        database.setRewriteBatchedStatements(true);
        jdbc = new JdbcTemplate(database);
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    public static void main(String... arguments) throws Exception {
        SearchBenchmark bench = new SearchBenchmark(arguments[0]);
        int cases = Integer.parseInt(arguments[1]);
        if (arguments.length < 3) {
            bench.fill(cases);
        }
        if (arguments.length < 4) {
            bench.index();
        }
        bench.measure();
    }

    private int word() {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[VOCABULARY - 1]);
        return Math.min(found < 0 ? -found - 1 : found, VOCABULARY - 1);
    }

    private String hash(int quarter, int word) {
        String[] of = hashes.computeIfAbsent(quarter, q -> new String[VOCABULARY]);
        if (of[word] == null) {
            of[word] = keys.current().of(quarter + " w" + word, 6);
        }
        return of[word];
    }

    private void fill(int cases) {
        Flyway.configure().dataSource(database).load().migrate();
        jdbc.execute("alter table search_entry drop foreign key search_entry_of");
        jdbc.execute("alter table search_entry drop index search_entry_words");
        Instant begin = Instant.parse("2021-12-01T00:00:00Z");
        long step = Duration.ofDays(YEARS * 365L).toSeconds() / cases;
        long started = System.nanoTime();
        for (int first = 1; first <= cases; first += AT_ONCE) {
            List<Object[]> facts = new ArrayList<>();
            List<Object[]> entries = new ArrayList<>();
            for (int id = first; id < first + AT_ONCE; id++) {
                Instant received = begin.plusSeconds(id * step);
                int community = random.nextInt(COMMUNITIES);
                facts.add(new Object[] {
                    id, "ZZ%012d".formatted(id), "D" + community % DISTRICTS, "C" + community, Timestamp.from(received)
                });
                entries.add(new Object[] {
                    id, Hashes.quarter(received), keys.current().mark(), words(received)
                });
            }
            jdbc.batchUpdate(
                    "insert into insight_case (demand_id, number, district_code, area_code, received_at, category,"
                            + " flow, level, is_open, paused, accepted, raised_street, raised_district, raised_city,"
                            + " asked_street, asked_district, asked_city) values (?, ?, ?, ?, ?, '09', 'order',"
                            + " 'COMMUNITY', false, false, true, false, false, false, false, false, false)",
                    facts);
            jdbc.batchUpdate(
                    "insert into search_entry (demand_id, quarter, key_mark, words) values (?, ?, ?, ?)", entries);
        }
        say("filled", started);
    }

    private void index() {
        long started = System.nanoTime();
        jdbc.execute("create fulltext index search_entry_words on search_entry (words)");
        say("indexed", started);
    }

    private String words(Instant received) {
        Set<Integer> some = new LinkedHashSet<>();
        for (int i = 0; i < WORDS_A_CASE * 2 && some.size() < WORDS_A_CASE; i++) {
            some.add(word());
        }
        int quarter = Hashes.quarter(received);
        return some.stream().map(word -> hash(quarter, word)).collect(Collectors.joining(" ")) + " "
                + keys.current().of("phone " + random.nextInt(500_000), 12);
    }

    private static void say(String what, long started) {
        System.out.printf("%s in %d s%n", what, (System.nanoTime() - started) / 1_000_000_000);
    }

    private void measure() throws Exception {
        CaseSearch search = new CaseSearch(database, new Hashes(keys, KeyedHashesOf.PHONES), KeyedHashesOf.PHONES);
        Map<String, Set<String>> asked = new LinkedHashMap<>();
        asked.put("frequent word", Set.of("w9"));
        asked.put("usual word", Set.of("w300"));
        asked.put("rare word", Set.of("w9000"));
        asked.put("three frequent words", Set.of("w9", "w12", "w20"));
        asked.put("three usual words", Set.of("w300", "w400", "w500"));
        asked.put("rare and frequent word", Set.of("w9000", "w9"));
        Map<String, Among> among = new LinkedHashMap<>();
        among.put("city", new Among(List.of("1 = 1"), "", Map.of()));
        among.put(
                "community",
                new Among(List.of("district_code = :d and area_code in (:codes)"), "", Map.of("d", "D7", "codes", List.of("C17"))));
        System.out.println("| looked for | by | cases | median ms | slowest of " + TIMES + " |");
        asked.forEach((what, terms) ->
                among.forEach((who, where) -> measure(search, what, new Wanted(terms, null, null), who, where)));
        among.forEach(
                (who, where) -> measure(search, "telephone number", new Wanted(Set.of(), "77", null), who, where));
    }

    private void measure(CaseSearch search, String what, Wanted wanted, String who, Among where) {
        List<Long> took = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < TIMES; i++) {
            long started = System.nanoTime();
            found = search.find(wanted, where, false, 101).size();
            took.add((System.nanoTime() - started) / 1_000_000);
        }
        took.sort(null);
        System.out.printf(
                "| %s | %s | %s | %d | %d |%n",
                what, who, found > 100 ? "> 100" : found, took.get(TIMES / 2), took.get(TIMES - 1));
    }
}
