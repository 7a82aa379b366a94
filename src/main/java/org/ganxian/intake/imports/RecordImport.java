package org.ganxian.intake.imports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demands;
import org.ganxian.demand.FinishedRecords;
import org.ganxian.engine.OwnCommand;
import org.ganxian.imports.FileImport;
import org.ganxian.imports.FileImports;
import org.ganxian.imports.ImportKind;
import org.ganxian.imports.Taken;
import org.ganxian.intake.DeskDuty;
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Lines;
import org.ganxian.intake.imports.ImportReport.Tally;
import org.ganxian.order.DangerReports;
import org.ganxian.order.Orders;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.table.Row;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Files of other systems' records: a demand each, placed in the name of whoever began the import. */
@Component
@RequiredArgsConstructor
class RecordImport implements ImportKind<Row> {

    private static final Duration KEPT = Duration.ofDays(30);

    private final ObjectProvider<FileImports> imports;
    private final ImportSettings settings;
    private final RowReaders readers;
    private final Placing placing;
    private final CurrentActor actors;
    private final DeskDuty duty;

    /** How a row becomes a demand. */
    @Component
    @RequiredArgsConstructor
    static class Placing {
        final Orders orders;
        final DangerReports dangerReports;
        final Demands demands;
        final FinishedRecords finished;
        final RetriedTransaction transaction;
        final OwnCommand own;
    }

    @Override
    public String name() {
        return "records";
    }

    @Override
    public Class<Row> itemType() {
        return Row.class;
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public void requireStill(FileImport run) {
        duty.require(run.startedBy());
        header(layout(run));
    }

    @Override
    public Taken take(FileImport run, List<Row> items) {
        return report(run, rows -> rows.take(items));
    }

    @Override
    public Taken takeAlone(FileImport run, Row item, RuntimeException why) {
        return report(run, rows -> List.of(rows.takeAlone(item)));
    }

    private Taken report(FileImport run, Function<RowImport, List<RowImport.Result>> work) {
        Layout layout = layout(run);
        Header header = header(layout);
        return actors.as(run.startedBy(), () -> {
            RowReader reader = readers.of(header, layout.separated(), run.startedBy());
            return new ReportWriter(header).of(work.apply(new RowImport(placing, reader, header, actors.get())));
        });
    }

    private Layout layout(FileImport run) {
        return imports.getObject().details(run, Layout.class);
    }

    private Header header(Layout layout) {
        ColumnProfile profile = Optional.ofNullable(settings.profiles().get(layout.profile()))
                .orElseThrow(() -> Refusal.conflict("列名配置“" + layout.profile() + "”已经没有了，请恢复以后把同一份文件再导入一次"));
        return Header.of(layout.line(), layout.profile(), profile, layout.names());
    }

    /** @param run one that has ended */
    ImportReport report(FileImport run) {
        Layout layout = layout(run);
        Map<String, Integer> tally = imports.getObject().tally(run);
        List<Line> lines = imports.getObject().outcomes(run, Lines.class).stream()
                .flatMap(part -> part.lines().stream())
                .toList();
        return ImportReport.of(
                layout,
                Optional.ofNullable(settings.profiles().get(layout.profile()))
                        .map(ColumnProfile::system)
                        .orElse(layout.profile()),
                what -> tally.getOrDefault(what.name(), 0),
                lines);
    }

    int count(FileImport run, Tally what) {
        return imports.getObject().tally(run).getOrDefault(what.name(), 0);
    }
}
