package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * No step of an order and no page goes through a table that grows: MySQL explains each statement that was sent. It scans a
 * small table even where an index stands ready, so what counts is whether it knows of one that could serve.
 */
@IntegrationTest
@Tag("mysql")
class EachTableByAnIndexTest {

    /** Read whole on purpose, and why they stay small. */
    private static final Map<String, String> WHOLE = Map.of(
            "act_re_procdef", "a diagram's versions: some for each release",
            "act_re_decision_def", "a table's editions",
            "act_re_camformdef", "forms: some for each release",
            "act_ru_filter", "Tasklist's lists",
            "calendar_list", "lists of days off: one a year",
            "special_hours", "hours of days that are announced",
            "office_hours", "hours of units that have their own",
            "danger_word", "words that the city looks for",
            "search_rebuild", "a row for each time that the index was made anew");

    /** By a part of the statement: what ends at the first rows, and what no index can find. */
    private static final Map<String, String> SHORT = Map.of(
            "order by c.received_at desc, c.demand_id desc limit",
                    "in the order of insight_case_newest, which MySQL leaves alone while there are few",
            "from person p1_0 where p1_0.duty<>", "whether there is anybody: ends at the first",
            ",p1_0.name)>0", "all staff of the city by part of a name");

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void fromStartToRating() {
        Map<String, String> scans = new TreeMap<>();
        HttpStory story = new HttpStory(port, tasks);
        List<String> sent = SentStatements.explainableBy(() -> {
                    Placed lamp = story.aBrokenLamp();
                    story.aBrokenLamp();
                    pages(lamp);
                    story.servedBy("member1", lamp);
                    pages(lamp);
                    return story.rates(lamp, 5, "很快");
                })
                .statements();

        sent.stream()
                .filter(one -> SHORT.keySet().stream().noneMatch(one::contains))
                .collect(
                        LinkedHashMap<String, String>::new, (all, one) -> all.putIfAbsent(shape(one), one), Map::putAll)
                .forEach((shape, one) -> scanned(one).forEach(table -> scans.merge(table, shape, (a, b) -> a)));

        WHOLE.keySet().forEach(scans::remove);
        assertThat(sent).hasSizeGreaterThan(500);
        assertThat(scans).isEmpty();
    }

    /** Each as who may see it. */
    private void pages(Placed lamp) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        asked.put(
                "manager",
                List.of(
                        "/desk/cases?show=open",
                        "/desk/cases?show=received&days=90",
                        "/desk/cases?show=closed&days=90",
                        "/desk/cases/" + lamp.number(),
                        "/desk/steps",
                        "/desk/steps/order/screen-order"));
        asked.put("street-manager", List.of("/desk/cases?show=open", "/desk/steps/order/screen-order"));
        asked.put("supervisor", List.of("/desk/supervisions"));
        asked.put("dispatcher", List.of("/desk/dispatch", "/m?tab=open"));
        asked.put("member1", List.of("/m", "/m?tab=open"));
        asked.put("clerk", List.of("/desk", "/desk/notices"));
        asked.put("admin", List.of("/desk/people?q=%E6%9E%97", "/desk/units"));
        asked.put("auditor", List.of("/desk/audit", "/desk/audit?tab=logins"));
        asked.forEach((who, pages) ->
                pages.forEach(page -> answered(Caller.of(who, port).get(page))));
        Caller manager = Caller.inWebapp("cockpit", "manager", port);
        for (String within : List.of("", "&within=350602", "&within=350602004")) {
            Stream.of("dashboard", "comparison", "steps", "dashboard", "comparison", "steps")
                    .forEach(figures -> answered(manager.get("/camunda/api/cockpit/plugin/ganxian/default/" + figures
                            + "?definition=order&days=90" + within)));
        }
        answered(manager.form("/desk/search", "/desk/search", "q", "灯坏了"));
        answered(Caller.nobody(port).get("/api/demands/" + lamp.number() + "?code=" + lamp.code()));
        for (String who : List.of("triage", "dispatcher", "member1", "manager")) {
            Caller caller = Caller.inTasklist(who, port);
            answered(caller.get("/api/tasks/lists"));
            for (Filter list : filters.createTaskFilterQuery().list()) {
                answered(caller.engine("GET", "/filter/" + list.getId() + "/list?firstResult=0&maxResults=15", null));
            }
        }
    }

    private static void answered(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isLessThan(400);
    }

    private static String sql(String sent) {
        return sent.substring(sent.indexOf(": ") + 2).strip().replaceAll("\\*\\* [A-Z ]+ \\*\\*", "null");
    }

    /** Without its values, which are another time others. */
    private static String shape(String sent) {
        return sql(sent)
                .replaceAll("'(?:[^'\\\\]|\\\\.|'')*'", "?")
                .replaceAll("\\b\\d+\\b", "?")
                .replaceAll("\\?(?:\\s*,\\s*\\?)+", "?")
                .replaceAll("\\s+", " ");
    }

    /** The tables that it goes through, as no index serves what it asks of them. */
    private List<String> scanned(String sent) {
        String sql = sql(sent);
        String kind = sql.toLowerCase(Locale.ROOT);
        if (kind.startsWith("insert") && !kind.contains("select") || kind.startsWith("set ")) {
            return List.of();
        }
        List<String> tables = new ArrayList<>();
        try {
            jdbc.query("explain format = traditional " + sql, row -> {
                // Without a type where a look at a key has answered already; in brackets what the statement itself put
                // together.
                boolean isScan = "ALL".equals(row.getString("type")) || "index".equals(row.getString("type"));
                if (isScan
                        && !"INSERT".equals(row.getString("select_type"))
                        && row.getString("possible_keys") == null
                        && !row.getString("table").startsWith("<")) {
                    tables.add(table(sql, row.getString("table")));
                }
            });
        } catch (DataAccessException e) {
            throw new AssertionError(sql, e);
        }
        return tables;
    }

    /** What is behind a name that it has in the statement. */
    private static String table(String sql, String alias) {
        Matcher named =
                Pattern.compile("(?i)(\\w+)\\s+(?:as\\s+)?" + alias + "\\b").matcher(sql);
        while (named.find()) {
            String table = named.group(1).toLowerCase(Locale.ROOT);
            if (!Set.of("from", "join", "update", "into", "select", "distinct").contains(table)) {
                return table;
            }
        }
        return alias.toLowerCase(Locale.ROOT);
    }
}
