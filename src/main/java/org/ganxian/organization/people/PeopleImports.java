package org.ganxian.organization.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.organization.Hiring;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Units;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.organization.people.PeopleFile.Column;
import org.ganxian.organization.people.PeopleFile.Line;
import org.ganxian.organization.people.PeoplePlan.Outcome;
import org.ganxian.organization.people.PeoplePlan.Planned;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

/**
 * What an import of a file of people does: it is previewed row by row, then the good rows are applied and the others
 * returned. What the file does not say stays as it is, so that the same file changes nothing the second time.
 */
@Service
@RequiredArgsConstructor
class PeopleImports {

    /** @param stamp of what was previewed: another one means that the import would do something else by now */
    record Preview(List<Planned> rows, String stamp) {

        public long count(Outcome outcome) {
            return rows.stream().filter(row -> row.outcome() == outcome).count();
        }

        public List<String> warnings() {
            return rows.stream()
                    .flatMap(row -> row.warnings().stream()
                            .map(warning -> "第 " + row.line().line() + " 行：" + warning))
                    .toList();
        }

        public boolean isAcceptable() {
            return count(Outcome.NEW) + count(Outcome.CHANGED) > 0;
        }
    }

    /** A first password, for the file that the administrator takes away. */
    record FirstPassword(String username, String name, String unit, String password) {}

    /** What came of a row, as it is kept. */
    private record Kept(int line, Outcome outcome, List<String> notes) {}

    private static final TypeReference<List<Kept>> OUTCOMES = new TypeReference<>() {};
    private static final TypeReference<List<FirstPassword>> PASSWORDS = new TypeReference<>() {};

    private final PeopleImport.Repository imports;
    private final PeopleImport.Batch.Repository batches;
    private final PeopleAdministrators administrators;
    private final Staff staff;
    private final Hiring hiring;
    private final Units units;
    private final ObjectMapper json;
    private final Clock clock;

    /**
     * Nothing is changed.
     *
     * @throws Refusal 400 for what is no sheet of people as a whole
     */
    Preview preview(byte[] content, Area area) {
        List<Planned> rows = plan(PeopleFile.read(content), area);
        String all = rows.stream()
                .map(row -> row.line() + "\n" + row.outcome() + row.notes())
                .collect(Collectors.joining("\n"));
        return new Preview(rows, DigestUtils.sha256Hex(all));
    }

    List<Planned> plan(List<Line> lines, Area area) {
        return new PeoplePlan(lines, area, staff, hiring.known(PeoplePlan.usernames(lines)), units, administrators)
                .rows();
    }

    /** The rows of a file by whom they are about, in its order. */
    static Map<String, List<Line>> byPerson(byte[] content) {
        return PeopleFile.read(content).stream()
                .collect(Collectors.groupingBy(
                        line -> line.cell(Column.USERNAME), LinkedHashMap::new, Collectors.toList()));
    }

    PeopleImport begin(byte[] content, int total, Actor by) {
        return imports.saveAndFlush(new PeopleImport(by.id(), clock.instant(), content, total));
    }

    /** Ends it where it is. */
    void refuse(String id, String why) {
        get(id).refuse(why, clock.instant());
    }

    void forget(String id) {
        imports.deleteById(id);
    }

    /** Those of the last day, the newest first. */
    List<PeopleImport.Begun> latestOf(String username) {
        return imports.latestOf(username);
    }

    /**
     * Does what was planned for some people. To be called in a transaction, which a refusal ends.
     *
     * @param done how many people were done before; others are gone on with already when it is another number
     * @param count how many people these rows are about
     * @throws Refusal when one of them is refused in the last moment
     */
    void take(String id, int done, int count, List<Planned> rows, Area area) {
        keep(id, done, count, rows, applied(rows, area));
    }

    /** Only writes down what came of some people, for whom nothing is to be done. */
    void keep(String id, int done, int count, List<Planned> rows) {
        keep(id, done, count, rows, List.of());
    }

    private void keep(String id, int done, int count, List<Planned> rows, List<FirstPassword> passwords) {
        PeopleImport running = get(id);
        if (running.done() != done || !running.isRunning()) {
            throw new OptimisticLockingFailureException("Import " + id + " goes on elsewhere");
        }
        List<Kept> outcomes = rows.stream()
                .map(row -> new Kept(row.line().line(), row.outcome(), row.notes()))
                .toList();
        batches.save(new PeopleImport.Batch(id, written(outcomes), passwords.isEmpty() ? null : written(passwords)));
        running.advance(count, clock.instant());
        imports.saveAndFlush(running);
    }

    private List<FirstPassword> applied(List<Planned> rows, Area area) {
        Map<String, List<Planned>> byPerson = rows.stream()
                .filter(row -> row.outcome() == Outcome.NEW || row.outcome() == Outcome.CHANGED)
                .collect(Collectors.groupingBy(Planned::username, LinkedHashMap::new, Collectors.toList()));
        Map<String, Hiring.Newcomer> newcomers = new LinkedHashMap<>();
        byPerson.forEach((username, theirs) -> {
            if (theirs.get(0).outcome() == Outcome.NEW) {
                newcomers.put(username, new Hiring.Newcomer(username, details(theirs), tasks(theirs)));
            } else {
                change(username, theirs, area.by());
            }
        });
        if (newcomers.isEmpty()) {
            return List.of();
        }
        List<FirstPassword> first = new ArrayList<>();
        hiring.hire(List.copyOf(newcomers.values()), area.by())
                .forEach((username, password) -> first.add(firstPassword(newcomers.get(username), password)));
        return first;
    }

    private void change(String username, List<Planned> rows, Actor by) {
        Map<Long, LocalDate> untils = new HashMap<>();
        rows.forEach(row -> untils.putAll(row.untils()));
        staff.change(username, details(rows), tasks(rows), untils, by);
    }

    private static Staff.Details details(List<Planned> rows) {
        return Objects.requireNonNull(rows.get(0).details());
    }

    private static List<Staff.Task> tasks(List<Planned> rows) {
        return rows.stream().flatMap(row -> row.tasks().stream()).toList();
    }

    private FirstPassword firstPassword(Hiring.@Nullable Newcomer newcomer, String password) {
        Hiring.Newcomer added = Objects.requireNonNull(newcomer);
        return new FirstPassword(
                added.username(),
                added.details().name(),
                units.path(added.tasks().get(0).post().unitCode()),
                password);
    }

    /** All rows that have an outcome, as the file has them. */
    Preview report(PeopleImport one) {
        Map<Integer, Kept> outcomes = new HashMap<>();
        for (PeopleImport.Batch batch : batches.findByImportIdOrderById(one.id())) {
            read(batch.outcomes(), OUTCOMES).forEach(kept -> outcomes.put(kept.line(), kept));
        }
        List<Planned> rows = PeopleFile.read(one.content()).stream()
                .flatMap(line -> Optional.ofNullable(outcomes.get(line.line()))
                        .map(kept ->
                                new Planned(line, kept.outcome(), kept.notes(), List.of(), null, List.of(), Map.of()))
                        .stream())
                .toList();
        return new Preview(rows, "");
    }

    /** How many first passwords are there to be fetched. */
    long passwords(PeopleImport one) {
        return batches.findByImportIdOrderById(one.id()).stream()
                .mapToLong(batch -> passwords(batch).size())
                .sum();
    }

    /** Once. To be called in a transaction that holds the import. */
    List<FirstPassword> fetch(PeopleImport one) {
        List<FirstPassword> all = new ArrayList<>();
        for (PeopleImport.Batch batch : batches.findByImportIdOrderById(one.id())) {
            all.addAll(passwords(batch));
            batch.forgetPasswords();
        }
        return all;
    }

    private List<FirstPassword> passwords(PeopleImport.Batch batch) {
        return batch.passwords() == null ? List.of() : read(batch.passwords(), PASSWORDS);
    }

    /** @throws Refusal 404 for one that is not kept, or not any more */
    PeopleImport get(String id) {
        return imports.findById(id).orElseThrow(PeopleImports::gone);
    }

    static Refusal gone() {
        return Refusal.notFound("这份导入报告已不再保留。同一份文件再导入一次也不会重复");
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
