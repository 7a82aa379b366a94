package org.ganxian.mediation.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.mediation.figures.Counted.Axis;
import org.ganxian.mediation.figures.Counted.Key;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Figures of a committee for its head and secretary, and of all committees of a place for those who look after it. Nobody gets a
 * number about fewer than five cases, or one from which such a number can be reckoned.
 */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MediationFigures {

    static final String NOT_TOLD = "不单列";

    private static final Set<Duty> OF_A_COMMITTEE = EnumSet.of(Duty.DIRECTOR, Duty.SECRETARY);
    private static final int YEARS = 3;

    /** @param part whether it is part of the line above */
    public record Line(String name, String number, boolean part) {}

    /** @param cells as {@link Figures#columns} */
    public record Row(String name, List<String> cells) {}

    /**
     * All zh-CN.
     *
     * @param committees empty when there is but one
     */
    public record Figures(
            FiguresPeriod period,
            String place,
            List<Line> lines,
            List<String> columns,
            List<Row> types,
            List<Row> committees) {}

    private final Fact.Rows rows;
    private final OwnDuties ownDuties;
    private final Units units;
    private final CodeTables codes;
    private final Clock clock;

    /**
     * @param period as an address says it; empty for this year
     * @throws Refusal 403 for whoever neither works for a committee nor looks after a place, 400 for no period of ours
     */
    public Figures of(String period) {
        Set<String> committees = committees();
        FiguresPeriod asked = FiguresPeriod.asked(period, today());
        List<Fact> facts = committees.isEmpty() ? List.of() : rows.between(committees, asked.from(), asked.to());
        Counted counted = new Counted(facts, asked)
                .decide(asked.quarters().stream()
                        .map(quarter -> new Counted(facts, quarter).decide(List.of()))
                        .toList());
        return new Figures(
                asked,
                place(committees),
                lines(counted),
                columns(),
                rows(counted, Axis.TYPE, counted.types(), code -> codes.name(CodeList.DISPUTE_TYPE, code)),
                committees.size() < 2
                        ? List.of()
                        : rows(counted, Axis.COMMITTEE, counted.committees(), this::unitName));
    }

    /** This year, its quarters that have begun, and the years before. */
    public List<FiguresPeriod> periods() {
        int year = today().getYear();
        List<FiguresPeriod> periods = new ArrayList<>();
        for (int back = 0; back < YEARS; back++) {
            periods.add(new FiguresPeriod(year - back, 0));
            periods.addAll(new FiguresPeriod(year - back, 0).quarters());
        }
        Instant now = clock.instant();
        periods.removeIf(one -> one.from().isAfter(now));
        return periods;
    }

    /** Whether whoever calls looks after a place, and so stands in the frame of managers. */
    public boolean isForManagers() {
        return ownDuties.unitsWith(OF_A_COMMITTEE).isEmpty();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    private Set<String> committees() {
        Set<String> own = ownDuties.unitsWith(OF_A_COMMITTEE);
        Set<String> places = ownDuties.unitsWith(Duty.LOOKING_AFTER_CASES);
        if (own.isEmpty() && places.isEmpty()) {
            throw Refusal.forbidden("只有调委会的主任、秘书，和管理者、督办员可以查看调解统计");
        }
        Set<String> all = new LinkedHashSet<>(own);
        units.all().stream()
                .filter(unit -> unit.kind() == Unit.Kind.COMMITTEE)
                .map(Unit::code)
                .filter(code -> places.stream().anyMatch(place -> units.isWithin(code, placeOf(place))))
                .forEach(all::add);
        return all;
    }

    /** A body's people look after the place that it serves. */
    private String placeOf(String unit) {
        return units.upwards(unit).stream()
                .filter(one -> one.kind().isPlace())
                .map(Unit::code)
                .findFirst()
                .orElse(unit);
    }

    private String place(Set<String> committees) {
        return committees.size() == 1 ? unitName(committees.iterator().next()) : committees.size() + " 个调委会";
    }

    private String unitName(String code) {
        return units.find(code).map(Unit::name).orElse(code);
    }

    private static List<Line> lines(Counted counted) {
        List<Line> lines = new ArrayList<>(Arrays.stream(Measure.values())
                .map(measure -> new Line(
                        measure.title(), number(counted, new Key(Axis.ALL, "", measure)), measure.whole() != measure))
                .toList());
        lines.add(new Line("调解成功率", rate(counted, Axis.ALL, ""), false));
        lines.add(new Line("协议金额（元）", amount(counted, Axis.ALL, ""), false));
        return lines;
    }

    private static List<String> columns() {
        List<String> columns =
                Counted.COLUMNS.stream().map(Measure::title).collect(Collectors.toCollection(ArrayList::new));
        columns.add("成功率");
        columns.add("协议金额（元）");
        return columns;
    }

    private static List<Row> rows(Counted counted, Axis axis, Set<String> codes, UnaryOperator<String> name) {
        return codes.stream()
                .map(code -> new Row(name.apply(code), cells(counted, axis, code)))
                .sorted(Comparator.comparing(Row::name))
                .toList();
    }

    private static List<String> cells(Counted counted, Axis axis, String row) {
        List<String> cells = Counted.COLUMNS.stream()
                .map(measure -> number(counted, new Key(axis, row, measure)))
                .collect(Collectors.toCollection(ArrayList::new));
        cells.add(rate(counted, axis, row));
        cells.add(amount(counted, axis, row));
        return cells;
    }

    private static String number(Counted counted, Key key) {
        return counted.isHidden(key) ? NOT_TOLD : String.valueOf(counted.count(key));
    }

    /** Agreements of all that were mediated to an end; what was refused or declined was not mediated. */
    private static String rate(Counted counted, Axis axis, String row) {
        Key agreed = new Key(axis, row, Measure.AGREED);
        Key failed = new Key(axis, row, Measure.FAILED);
        int of = counted.count(agreed) + counted.count(failed);
        if (of == 0) {
            return "—";
        } else if (counted.isHidden(agreed) || counted.isHidden(failed) || SmallCells.isSmall(of)) {
            return NOT_TOLD;
        }
        return BigDecimal.valueOf(counted.count(agreed) * 100L)
                        .divide(BigDecimal.valueOf(of), 1, RoundingMode.HALF_UP)
                        .toPlainString()
                + "%";
    }

    private static String amount(Counted counted, Axis axis, String row) {
        return counted.isAmountHidden(axis, row)
                ? NOT_TOLD
                : counted.amount(axis, row).toPlainString();
    }
}
