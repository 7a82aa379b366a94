package org.ganxian.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.engine.tables.DecisionTable;
import org.ganxian.engine.tables.ShippedTables;
import org.ganxian.engine.tables.TableChecks;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.engine.tables.TableEditions.Edition;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.rules.Sheet.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tables of rules that the city keeps, as they are in force and as they were. */
@Service
@Transactional
@RequiredArgsConstructor
class RuleTables {

    /**
     * An edition as the page tells of it.
     *
     * @param by user name; 随系统 for what a release brought, empty where nobody knows
     */
    record Told(Edition edition, String since, String by, String reason) {}

    /**
     * What this release would change in a table that is the city's.
     *
     * @param own whether it is told what the release changed; otherwise how it differs from the table in force
     */
    record Offer(byte[] file, String hash, Difference difference, boolean own) {}

    private final List<CityRules> all;
    private final TableEditions editions;
    private final RuleEdition.Editions made;
    private final RuleOffer.Repository offers;
    private final TableChecks checks;
    private final ShippedTables shipped;

    public List<CityRules> all() {
        return all.stream()
                .filter(rules -> editions.inForce(rules.decision()).isPresent())
                .toList();
    }

    /** @throws Refusal 404 for a table that the city does not keep */
    public CityRules get(String decision) {
        return all().stream()
                .filter(rules -> rules.decision().equals(decision))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这张规则表"));
    }

    public Edition inForce(CityRules rules) {
        return editions.inForce(rules.decision()).orElseThrow();
    }

    public Sheet sheet(CityRules rules) {
        return sheet(rules, inForce(rules));
    }

    public Sheet sheet(CityRules rules, Edition edition) {
        return Sheet.read(rules.decision(), editions.content(edition));
    }

    /** Newest first. */
    public List<Told> history(CityRules rules) {
        Map<String, RuleEdition> known = made.findByDecision(rules.decision()).stream()
                .collect(Collectors.toMap(RuleEdition::deployment, Function.identity()));
        return editions.all(rules.decision()).stream()
                .map(edition -> told(edition, known.get(edition.deployment())))
                .toList();
    }

    private static Told told(Edition edition, @Nullable RuleEdition made) {
        return new Told(
                edition,
                PeopleTime.of(edition.since()),
                edition.shipped() ? "随系统" : made == null ? "" : made.madeBy(),
                made == null ? "" : made.reason());
    }

    /** @throws Refusal 404 for one that there never was */
    public Edition edition(CityRules rules, int number) {
        return editions.all(rules.decision()).stream()
                .filter(edition -> edition.number() == number)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有第 %d 版".formatted(number)));
    }

    /** What this release has to offer; empty when the table is a release's own, and for what was decided on. */
    public Optional<Offer> offer(CityRules rules) {
        Edition now = inForce(rules);
        Optional<byte[]> release = editions.shipped(rules.decision());
        if (now.shipped() || release.isEmpty()) {
            return Optional.empty();
        }
        byte[] file = release.get();
        String hash = DigestUtils.sha256Hex(file);
        Optional<byte[]> before = shippedBefore(rules);
        boolean decided = offers.findById(rules.decision())
                .filter(offer -> offer.hash().equals(hash))
                .isPresent();
        if (decided
                || before.filter(b -> Arrays.equals(b, file)).isPresent()
                || Arrays.equals(file, editions.content(now))) {
            return Optional.empty();
        }
        Sheet from = before.map(b -> Sheet.read(rules.decision(), b)).orElseGet(() -> sheet(rules, now));
        Difference difference = Difference.of(from, Sheet.read(rules.decision(), file), new Words(rules));
        return Optional.of(new Offer(file, hash, difference, before.isPresent()));
    }

    /** The last table of a release that was in force. */
    private Optional<byte[]> shippedBefore(CityRules rules) {
        return editions.all(rules.decision()).stream()
                .filter(Edition::shipped)
                .findFirst()
                .map(editions::content);
    }

    /** A table of the city's with what this release has changed; as the release has it where nobody knows what that is. */
    public byte[] merged(CityRules rules, Offer offer, Sheet citys) {
        Sheet release = Sheet.read(rules.decision(), offer.file());
        Sheet own = citys.inColumnsOf(release);
        return shippedBefore(rules)
                .map(file -> Sheet.read(rules.decision(), file).inColumnsOf(release))
                .map(before -> own.with(Merge.of(before, release, own).rows()))
                .orElse(offer.file());
    }

    /** Rows of this release's table that hold because the city's has none for their cases; empty for most. */
    public List<Row> held(CityRules rules) {
        Optional<DecisionTable> release = shipped.find(rules.decision());
        if (inForce(rules).shipped() || release.isEmpty()) {
            return List.of();
        }
        DecisionTable citys = table(rules, sheet(rules));
        List<Map<String, Object>> gaps = citys.coverage(rules.questions(citys)).gaps();
        if (gaps.isEmpty()) {
            return List.of();
        }
        List<Integer> idle = release.get().coverage(gaps.stream()).idle();
        List<Row> rows = shippedSheet(rules).rows();
        return IntStream.range(0, rows.size())
                .filter(row -> !idle.contains(row))
                .mapToObj(rows::get)
                .toList();
    }

    /** What they say, in words. */
    public List<String> heldInWords(CityRules rules) {
        List<Row> held = held(rules);
        if (held.isEmpty()) {
            return List.of();
        }
        Sheet sheet = shippedSheet(rules);
        Words words = new Words(rules);
        return held.stream().map(row -> words.sentence(sheet, row)).toList();
    }

    /** This release's table; there is one for whatever it has to offer. */
    Sheet shippedSheet(CityRules rules) {
        return Sheet.read(rules.decision(), editions.shipped(rules.decision()).orElseThrow());
    }

    /** An earlier edition, under the columns of the table in force. */
    byte[] broughtBack(CityRules rules, Edition edition) {
        return sheet(rules, edition).inColumnsOf(sheet(rules)).file();
    }

    /** @throws Refusal 400 for a table that has neither the columns of the one in force nor those of this release */
    void requireKnownColumns(CityRules rules, Sheet sheet) {
        boolean ofTheRelease = editions.shipped(rules.decision())
                .filter(file -> sheet.hasColumnsOf(Sheet.read(rules.decision(), file)))
                .isPresent();
        if (!ofTheRelease) {
            sheet.requireColumnsOf(sheet(rules));
        }
    }

    public Findings findings(CityRules rules, Sheet sheet) {
        return Findings.of(sheet, rules, checks);
    }

    public CityRules.Trial trial(CityRules rules, Sheet then) {
        return rules.trial(table(rules, sheet(rules)), table(rules, then));
    }

    /** What would become of last month's cases if a category had another path of names. */
    public CityRules.Trial regrouped(CityRules rules, List<String> from, List<String> to) {
        return rules.regrouped(table(rules, sheet(rules)), from, to);
    }

    private static DecisionTable table(CityRules rules, Sheet sheet) {
        return new DecisionTable(rules.decision(), sheet.file());
    }
}
