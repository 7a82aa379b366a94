package org.ganxian.mediation.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ganxian.engine.Choice;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.calendar.DutyLedger;
import org.ganxian.mediation.figures.MediationFigures;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Downloads;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
import org.springframework.data.domain.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a committee has before it and behind it: the week's sessions, duties that are due, figures. */
@DeskPage
@RequestMapping("/desk/mediations")
@RequiredArgsConstructor
class MediationBoardPages {

    private static final int ON_A_PAGE = 20;
    private static final int DAYS = 7;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final int YEARS_AHEAD = 2;
    private static final String EXPORTED = "mediation-figures-exported";

    /** So that a spreadsheet program knows that it is UTF-8. */
    private static final String MARK = "\uFEFF";

    private final MediationDuty duty;
    private final Appointments appointments;
    private final DutyLedger ledger;
    private final MediationFigures figures;
    private final Audit audit;
    private final CurrentActor current;
    private final Clock clock;

    /** @param title zh-CN */
    record Day(LocalDate date, String title, boolean today, List<Appointments.Entry> entries) {}

    /** @param week any day of it, empty for this one */
    @GetMapping("/calendar")
    String calendar(@RequestParam(defaultValue = "") String week, Model model) {
        duty.require();
        LocalDate today = LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
        LocalDate asked = week.isBlank() ? today : TypedDay.of(week, "week");
        if (asked.isBefore(FIRST) || asked.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw Refusal.field("week", "请选择 2000 年以后、两年以内的一周");
        }
        LocalDate monday = Appointments.mondayOf(asked);
        List<Appointments.Entry> entries = appointments.week(monday);
        model.addAttribute("monday", monday);
        model.addAttribute("sunday", monday.plusDays(DAYS - 1L));
        model.addAttribute("thisWeek", Appointments.mondayOf(today));
        model.addAttribute(
                "clashes",
                entries.stream().filter(one -> !one.clashes().isEmpty()).count());
        model.addAttribute(
                "days",
                monday.datesUntil(monday.plusDays(DAYS))
                        .map(day -> new Day(
                                day,
                                day.getMonthValue() + "月" + day.getDayOfMonth() + "日 "
                                        + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.SIMPLIFIED_CHINESE),
                                day.equals(today),
                                entries.stream()
                                        .filter(one -> one.day().equals(day))
                                        .toList()))
                        .toList());
        return "desk/mediation-calendar";
    }

    /** @param which name of a {@link DutyLedger.Which} */
    @GetMapping("/duties")
    String duties(
            @RequestParam(defaultValue = "") String which, @RequestParam(defaultValue = "1") int page, Model model) {
        duty.require();
        Page<DutyLedger.Line> some = ledger.of(DutyLedger.Which.of(which), Paging.shown(page, ON_A_PAGE));
        model.addAttribute(
                "choices",
                Arrays.stream(DutyLedger.Which.values())
                        .filter(one -> one != DutyLedger.Which.OPEN)
                        .map(one -> new Choice(one.title(), one.name()))
                        .toList());
        model.addAttribute("which", DutyLedger.Which.of(which).name());
        model.addAttribute("lines", some.getContent());
        Paging.tell(model, some);
        return "desk/mediation-duties";
    }

    /** @param period a year or a quarter, empty for this year */
    @GetMapping("/figures")
    String figures(@RequestParam(defaultValue = "") String period, Model model) {
        model.addAttribute("figures", figures.of(period));
        model.addAttribute(
                "periods",
                figures.periods().stream()
                        .map(one -> new Choice(one.title(), one.value()))
                        .toList());
        model.addAttribute("forManagers", figures.isForManagers());
        return "desk/mediation-figures";
    }

    /** The same as on the page. Who took it is on record. */
    @GetMapping("/figures.csv")
    ResponseEntity<byte[]> csv(@RequestParam(defaultValue = "") String period) {
        MediationFigures.Figures told = figures.of(period);
        StringBuilder out = new StringBuilder(MARK);
        try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.EXCEL)) {
            csv.printRecord("人民调解统计", told.place(), told.period().title());
            csv.printRecord("指标", "数量");
            for (MediationFigures.Line line : told.lines()) {
                csv.printRecord(line.name(), line.number());
            }
            print(csv, "纠纷类型", told, told.types());
            if (!told.committees().isEmpty()) {
                print(csv, "调委会", told, told.committees());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        audit.record(current.get(), EXPORTED, told.period().value());
        return Downloads.inline(
                "人民调解统计 " + told.period().title() + ".csv",
                "text/csv;charset=UTF-8",
                out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void print(
            CSVPrinter csv, String head, MediationFigures.Figures told, List<MediationFigures.Row> rows)
            throws IOException {
        csv.println();
        csv.print(head);
        csv.printRecord(told.columns());
        for (MediationFigures.Row row : rows) {
            csv.print(row.name());
            csv.printRecord(row.cells());
        }
    }
}
