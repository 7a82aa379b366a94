package org.ganxian.nodes;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.ganxian.exchange.RudePartner;
import org.ganxian.exchange.RudePartner.Answer;
import org.ganxian.exchange.RudePartner.Got;
import org.ganxian.exchange.envelope.Envelope;

/** Other systems beside the nodes: three hotlines and 110, and what they remember of what they said and were told. */
final class Partners implements AutoCloseable {

    private static final String LAMPS = "楼道照明";
    private static final String SOCIAL_SERVICE = "09";
    private static final String POLICE = "110";
    private static final List<String> CODES = List.of("12345", "12348", "TOWN", POLICE);

    /** Type, number there and what it was answered: our number. */
    private record Acknowledged(String partner, String sourceNo, String type, int seq, String ours) {}

    private final City city;
    private final List<RudePartner> all = new ArrayList<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

    /** What nobody should ever be answered. */
    final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /** @param port of the node that the next message goes to */
    Partners(City city, IntSupplier port) {
        this.city = city;
        for (String code : CODES) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            String written = Base64.getEncoder().encodeToString(secret);
            RudePartner partner = new RudePartner(code, code + "-1", written, port);
            register(partner, written);
            all.add(partner);
        }
    }

    private void register(RudePartner partner, String secret) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        city.database.update(
                "insert into exchange_partner (code, name, police, inward, outward, habit, address, suite, active,"
                        + " version) values (?, ?, ?, true, true, 'PUSH', ?, 'HS256-A256GCM', true, 0)",
                partner.code,
                "平台 " + partner.code,
                partner.code.equals(POLICE),
                partner.address());
        city.database.update(
                "insert into exchange_key (partner, key_id, secret, valid_from, valid_until, made_by) values (?, ?, ?,"
                        + " ?, ?, 'exchange-admin')",
                partner.code,
                partner.code + "-1",
                City.encrypted(secret),
                now.minusDays(1),
                now.plusDays(300));
        city.database.update(
                "insert into exchange_item (partner, category, side, basis, valid_from, edited_by) values (?, ?, 'OURS',"
                        + " '分工清单第 3 项', ?, 'exchange-admin')",
                partner.code,
                LAMPS,
                now.toLocalDate().minusDays(1));
        city.database.update(
                "insert into exchange_mapping (partner, kind, theirs, ours, first_seen, edited_by) values (?, 'CATEGORY',"
                        + " ?, ?, ?, 'exchange-admin')",
                partner.code,
                LAMPS,
                SOCIAL_SERVICE,
                now);
    }

    List<RudePartner> all() {
        return all;
    }

    /** What comes of one order: its beginning, then notes, each again until it is acknowledged. */
    void tellOrder(RudePartner partner, String number, int messages, boolean danger) {
        Map<String, Object> order = new HashMap<>(RudePartner.lamp(LAMPS));
        if (danger) {
            order.put("text", "灶上有火");
        }
        tell(partner, "CREATE", number, 1, order);
        for (int seq = 2; seq <= messages; seq++) {
            tell(
                    partner,
                    seq % 3 == 0 ? "URGE" : "SUPPLEMENT",
                    number,
                    seq,
                    RudePartner.note("第 " + seq + " 句"));
        }
    }

    private void tell(RudePartner partner, String type, String number, int seq, Object body) {
        String written = RudePartner.written(body);
        // Said once; only what is of each sending is made anew.
        Envelope said = partner.sealed(type, number, seq, written);
        for (int tries = 0; tries < 600; tries++) {
            if (ask(partner, tries == 0 ? said : partner.seal(partner.again(said), written))) {
                if (ThreadLocalRandom.current().nextInt(10) == 0) {
                    ask(partner, partner.seal(partner.again(said), written));
                }
                return;
            }
            Pause.of(Duration.ofMillis(300));
        }
        faults.add("never acknowledged: " + type + " of " + number);
    }

    private boolean ask(RudePartner partner, Envelope message) {
        Answer answer = partner.tries(message);
        if (answer.status() == 202) {
            acknowledged.add(new Acknowledged(
                    partner.code,
                    message.sourceNo(),
                    message.type(),
                    message.seq(),
                    answer.json().path("number").asText()));
            return true;
        }
        if (answer.status() != 0 && answer.status() != 503 && answer.status() != 429) {
            faults.add(answer.status() + " to " + message.type() + ": " + answer.body());
        }
        return false;
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** What waits to be sent or to be worked on. */
    long underWay() {
        return city.count("select count(*) from exchange_envelope where direction = 'OUT' and state <> 'SENT'")
                + city.count("select count(*) from ACT_RU_JOB where PROCESS_DEF_KEY_ in ('exchange-in', 'exchange-send')"
                        + " and (DUEDATE_ is null or DUEDATE_ <= utc_timestamp())");
    }

    /** Everything that was acknowledged is there once, and everything that we said has come. */
    void judge(List<String> wrong) {
        wrong.addAll(faults);
        everyMessageOnce(wrong);
        everyOrderOneDemand(wrong);
        all.forEach(partner -> everythingCame(partner, wrong));
        none(wrong, "select count(*) from exchange_envelope where edition > 0", "messages contradict another");
        none(wrong, "select count(*) from ACT_RU_INCIDENT", "jobs are given up");
        none(wrong, "select count(*) from exchange_exception", "matters wait for an administrator");
    }

    private void everyMessageOnce(List<String> wrong) {
        Map<String, Long> kept = new HashMap<>();
        Map<String, String> numbers = new HashMap<>();
        city.database.query(
                "select partner, source_no, type, seq, count(*) as times, max(order_number) as number from"
                        + " exchange_envelope where direction = 'IN' group by partner, source_no, type, seq",
                row -> {
                    String key = row.getString(1) + row.getString(2) + row.getString(3) + row.getInt(4);
                    kept.put(key, row.getLong(5));
                    numbers.put(key, row.getString(6));
                });
        Set<String> told = new HashSet<>();
        for (Acknowledged one : acknowledged) {
            String key = one.partner() + one.sourceNo() + one.type() + one.seq();
            told.add(key);
            expect(wrong, kept.getOrDefault(key, 0L) == 1, one + " is there " + kept.get(key) + " times");
            expect(wrong, one.ours().equals(numbers.get(key)), one + " has the number " + numbers.get(key));
        }
        expect(wrong, told.equals(kept.keySet()), kept.size() + " messages are kept, acknowledged are " + told.size());
    }

    private void everyOrderOneDemand(List<String> wrong) {
        long orders = acknowledged.stream()
                .map(one -> one.partner() + one.sourceNo())
                .distinct()
                .count();
        expect(wrong, city.count("select count(*) from exchange_order") == orders, "not one order each");
        expect(
                wrong,
                city.count("select count(distinct demand_number) from exchange_order") == orders,
                "not one demand for each order");
        expect(
                wrong,
                city.count("select count(*) from demand where external_system in ('12345', '12348', 'TOWN', '110')")
                        == orders,
                "there are other demands than one for each order");
        none(
                wrong,
                "select count(*) from exchange_order where next_seq <> 1 + (select count(*) from exchange_envelope e"
                        + " where e.order_number = exchange_order.number and e.direction = 'IN')",
                "orders miss a message");
    }

    private void everythingCame(RudePartner partner, List<String> wrong) {
        Map<String, String> ours = new HashMap<>();
        city.database.query(
                "select message_id, type, source_no from exchange_envelope where direction = 'OUT' and partner = ?",
                row -> {
                    ours.put(row.getString(1), row.getString(2) + row.getString(3));
                },
                partner.code);
        Map<String, String> came = new LinkedHashMap<>();
        for (Got got : partner.got()) {
            String before = came.put(got.messageId(), got.type() + got.sourceNo());
            expect(
                    wrong,
                    before == null || before.equals(got.type() + got.sourceNo()),
                    partner.code + " was told two things under " + got.messageId());
        }
        expect(
                wrong,
                came.equals(ours),
                partner.code + " got " + came.size() + " messages of " + ours.size() + " that we wrote");
        // A case may progress twice, but it is accepted and a danger is told once.
        List<String> once = came.values().stream()
                .filter(what -> !what.startsWith("PROGRESS"))
                .toList();
        expect(wrong, new HashSet<>(once).size() == once.size(), partner.code + " was told the same under two ids");
    }

    /** How many of what came were sent more than once, which is what their ids are for. */
    long sentAgain() {
        return all.stream()
                .mapToLong(partner -> partner.got().size()
                        - partner.got().stream().map(Got::messageId).distinct().count())
                .sum();
    }

    private void none(List<String> wrong, String sql, String what) {
        long some = city.count(sql);
        expect(wrong, some == 0, some + " " + what);
    }

    private static void expect(List<String> wrong, boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }

    @Override
    public void close() {
        all.forEach(RudePartner::close);
    }
}
