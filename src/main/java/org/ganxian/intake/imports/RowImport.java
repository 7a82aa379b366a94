package org.ganxian.intake.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Status;
import org.ganxian.intake.Danger;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Takes in rows of one file, each once: its demand and its process stand together or not at all. */
@Slf4j
@RequiredArgsConstructor
class RowImport {

    /** What became of a row. */
    sealed interface Result {
        Row row();

        RowReader.Reading reading();

        record Imported(Row row, RowReader.Reading reading, Demand demand) implements Result {
            boolean inTriage() {
                return demand.status() == Status.TRIAGE;
            }

            boolean isHistory() {
                return demand.status() == Status.FINISHED_ELSEWHERE;
            }

            boolean isDanger() {
                return Danger.advice(demand).isPresent();
            }
        }

        /**
         * @param number of the demand that the record became
         * @param firstLine line of the same file that has the same number; null when an earlier import had it
         */
        record Repeated(
                Row row,
                RowReader.Reading reading,
                String number,
                @Nullable Integer firstLine) implements Result {}

        /** @param fault whether it is the system's, not the row's */
        record Bad(Row row, RowReader.Reading reading, List<FieldError> errors, boolean fault) implements Result {}
    }

    /** A row of this file that went in. */
    private record Placed(int line, String number) {}

    private final RecordImport.Placing placing;
    private final RowReader reader;
    private final Header header;
    private final Actor importer;

    private final Map<String, Placed> placed = new HashMap<>();

    /** Takes in some rows, in the caller's transaction; what one of them throws undoes all. */
    List<Result> take(List<Row> rows) {
        List<RowReader.Reading> readings = rows.stream().map(reader::read).toList();
        // One question for all: asking row by row would be most of the work of a second import.
        Map<String, Demand> known = placing.demands.known(
                header.profile().system(),
                readings.stream()
                        .map(RowReader.Reading::key)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(take(rows.get(i), readings.get(i), known, this::place));
        }
        return results;
    }

    /** Takes in one row in a transaction of its own, a report of danger whatever is broken. */
    Result takeAlone(Row row) {
        RowReader.Reading reading = reader.read(row);
        try {
            return take(row, reading, Map.of(), this::placeAlone);
        } catch (RuntimeException e) {
            return failed(row, reading, e);
        }
    }

    private Result take(
            Row row, RowReader.Reading reading, Map<String, Demand> known, Function<RowReader.Reading, Demand> place) {
        String key = reading.key();
        Placed first = placed.get(key);
        Demand earlier = key == null ? null : known.get(key);
        if (first != null) {
            return again(row, reading, placing.demands.get(first.number()), first.line());
        } else if (earlier != null) {
            return again(row, reading, earlier, null);
        } else if (!reading.errors().isEmpty()) {
            return new Result.Bad(row, reading, reading.errors(), false);
        }
        Demand demand = place.apply(reading);
        placed.put(key, new Placed(row.line(), demand.number()));
        return new Result.Imported(row, reading, demand);
    }

    private Demand place(RowReader.Reading reading) {
        NewDemand demand = Objects.requireNonNull(reading.demand());
        Finished finished = reading.finished();
        return finished == null
                ? placing.orders.place(demand)
                : placing.finished.keep(demand, finished.closedAt(), finished.answer(), importer);
    }

    private Demand placeAlone(RowReader.Reading reading) {
        if (reading.finished() != null) {
            return alone(() -> place(reading));
        }
        NewDemand demand = Objects.requireNonNull(reading.demand());
        return placing.dangerReports.kept(demand, place -> alone(() -> place.apply(demand)));
    }

    private Demand alone(Supplier<Demand> work) {
        return placing.transaction.again(() -> placing.own.run(work));
    }

    /**
     * A record that is in already stays as it is. One that says something else under its number is another record with a
     * wrong number, and must not be taken for it.
     */
    private Result again(Row row, RowReader.Reading reading, Demand here, @Nullable Integer firstLine) {
        List<Column> different = reading.said().differencesFrom(here);
        if (different.isEmpty()) {
            return new Result.Repeated(row, reading, here.number(), firstLine);
        }
        String columns = different.stream()
                .map(c -> header.positions().containsKey(c) ? header.nameOf(c) : c.name())
                .collect(Collectors.joining("、"));
        String other = firstLine == null ? "此前入库的 " + here.number() : "第 %d 行".formatted(firstLine);
        return new Result.Bad(
                row,
                reading,
                List.of(new FieldError(
                        header.nameOf(Column.NUMBER),
                        "编号与%s相同，但%s不同，这一行没有入库。请核对编号：长编号要设为文本格式，否则会被表格软件改掉".formatted(other, columns))),
                false);
    }

    /** Rows that are refused deep inside, and rows on which something breaks that is no fault of theirs. */
    private Result failed(Row row, RowReader.Reading reading, RuntimeException e) {
        Optional<Refusal> refusal = Refusal.behind(e);
        if (refusal.isPresent()) {
            return new Result.Bad(
                    row, reading, List.of(new FieldError("整行", refusal.get().getMessage())), false);
        }
        // The same record came by another import at the same moment, and was first.
        Optional<Demand> other = e instanceof DataIntegrityViolationException && reading.external() != null
                ? placing.demands.findExternal(reading.external())
                : Optional.empty();
        if (other.isPresent()) {
            return again(row, reading, other.get(), null);
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        log.error("Line {} was not imported, told to the caller as {}", row.line(), id, e);
        return new Result.Bad(row, reading, List.of(new FieldError("整行", "系统出错，这一行没有入库，请稍后再导入一次；错误编号 " + id)), true);
    }
}
