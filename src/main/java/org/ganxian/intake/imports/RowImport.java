package org.ganxian.intake.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.FinishedRecords;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Status;
import org.ganxian.intake.Danger;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.ganxian.order.DangerReports;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Takes in the rows of one file, each once: its demand and its process stand together or not at all. */
@Slf4j
@RequiredArgsConstructor
class RowImport {

    /** So many rows in a row that fail for no fault of theirs mean that nothing works at the moment. */
    private static final int FAILURES_IN_A_ROW = 3;

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

        record Bad(Row row, RowReader.Reading reading, List<FieldError> errors) implements Result {}
    }

    /** A row of this file that went in. */
    private record Placed(int line, String number) {}

    private final DangerReports dangerReports;
    private final Demands demands;
    private final FinishedRecords finishedRecords;
    private final RetriedTransaction transaction;
    private final RowReader reader;
    private final Header header;
    private final Actor importer;

    private final Map<String, Placed> placed = new HashMap<>();
    private int failures;

    /** Takes in some hundred rows, and tells of each as soon as it stands. */
    void take(List<Row> rows, Consumer<Result> told) {
        List<RowReader.Reading> readings = rows.stream().map(reader::read).toList();
        // One question for all: asking row by row would be most of the work of a second import.
        Map<String, Demand> known = demands.known(
                header.profile().system(),
                readings.stream()
                        .map(RowReader.Reading::key)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        for (int i = 0; i < rows.size(); i++) {
            told.accept(result(rows.get(i), readings.get(i), known));
        }
    }

    private Result result(Row row, RowReader.Reading reading, Map<String, Demand> known) {
        try {
            Result result = take(row, reading, known);
            failures = 0;
            return result;
        } catch (RuntimeException e) {
            return failed(row, reading, e);
        }
    }

    private Result take(Row row, RowReader.Reading reading, Map<String, Demand> known) {
        String key = reading.key();
        Placed first = placed.get(key);
        Demand earlier = key == null ? null : known.get(key);
        if (first != null) {
            return again(row, reading, demands.get(first.number()), first.line());
        } else if (earlier != null) {
            return again(row, reading, earlier, null);
        } else if (!reading.errors().isEmpty()) {
            return new Result.Bad(row, reading, reading.errors());
        }
        try {
            Demand demand = place(reading);
            placed.put(key, new Placed(row.line(), demand.number()));
            return new Result.Imported(row, reading, demand);
        } catch (DataIntegrityViolationException e) {
            // The same record came by another import at the same moment, and was first.
            Demand other = demands.findExternal(Objects.requireNonNull(reading.external()))
                    .orElseThrow(() -> e);
            return again(row, reading, other, null);
        }
    }

    private Demand place(RowReader.Reading reading) {
        NewDemand demand = Objects.requireNonNull(reading.demand());
        Finished finished = reading.finished();
        return finished == null
                ? dangerReports.kept(demand, placing -> transaction.run(() -> placing.apply(demand)))
                : transaction.run(() -> finishedRecords.keep(demand, finished.closedAt(), finished.answer(), importer));
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
                        "编号与%s相同，但%s不同，这一行没有入库。请核对编号：长编号要设为文本格式，否则会被表格软件改掉".formatted(other, columns))));
    }

    /** Rows that are refused deep inside, and rows on which something breaks that is no fault of theirs. */
    private Result failed(Row row, RowReader.Reading reading, RuntimeException e) {
        Optional<Refusal> refusal = Refusal.behind(e);
        if (refusal.isPresent()) {
            return new Result.Bad(
                    row, reading, List.of(new FieldError("整行", refusal.get().getMessage())));
        } else if (++failures == FAILURES_IN_A_ROW) {
            throw e;
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        log.error("Line {} was not imported, told to the caller as {}", row.line(), id, e);
        return new Result.Bad(row, reading, List.of(new FieldError("整行", "系统出错，这一行没有入库，请稍后再导入一次；错误编号 " + id)));
    }
}
