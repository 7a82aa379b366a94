package org.ganxian.sla.recomputation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.calendar.Calendars;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.DeskRefusals;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** 时限重算: what recomputations did, how far the present one is, and which years are not published yet. */
@DeskPage
@RequiredArgsConstructor
class RecomputationPage {

    private static final int LINES = 50;
    private static final int LAST_PAGE = 1_000_000;

    /** One recomputation, in words. */
    record Item(
            long id,
            String cause,
            String by,
            String requested,
            boolean running,
            boolean stuck,
            int total,
            int done,
            int moved,
            int flagged,
            int setAside,
            @Nullable String finished) {}

    /** A line of the report, in words. */
    record Line(
            String number,
            String step,
            String oldDue,
            String newDue,
            boolean flagged,
            @Nullable String note) {}

    private final Recomputations recomputations;
    private final RecomputationApi api;
    private final CalendarAdministrators administrators;
    private final Calendars calendars;
    private final Clock clock;

    @GetMapping("/desk/recomputations")
    String list(Model model) {
        administrators.orManagersOfTheCity();
        List<Item> items = recomputations.latest().stream().map(this::item).toList();
        model.addAttribute("items", items);
        model.addAttribute("warnings", unpublished());
        model.addAttribute("refreshes", items.stream().anyMatch(i -> i.running() && !i.stuck()));
        return "desk/recomputations";
    }

    @GetMapping("/desk/recomputations/{id}")
    String report(@PathVariable long id, @RequestParam(defaultValue = "0") int page, Model model) {
        administrators.orManagersOfTheCity();
        Item item = item(recomputations.get(id));
        Page<RecomputationMove> lines =
                recomputations.moves(id, PageRequest.of(Math.min(Math.max(page, 0), LAST_PAGE), LINES));
        model.addAttribute("item", item);
        model.addAttribute("lines", lines.map(RecomputationPage::line).getContent());
        model.addAttribute("page", lines.getNumber());
        model.addAttribute("pages", lines.getTotalPages());
        model.addAttribute("count", lines.getTotalElements());
        model.addAttribute("refreshes", item.running() && !item.stuck());
        return "desk/recomputation";
    }

    /** This year, and from November on the next: whatever is computed in them is provisional. */
    private List<Integer> unpublished() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
        Stream<Integer> years = IntStream.rangeClosed(
                        today.getYear(), today.getYear() + (today.getMonth().compareTo(Month.NOVEMBER) >= 0 ? 1 : 0))
                .boxed();
        return years.filter(year -> !calendars.holidays().isPublished(year)).toList();
    }

    private Item item(Recomputation one) {
        RecomputationApi.Item item = api.item(one);
        return new Item(
                item.id(),
                item.cause(),
                item.requestedBy(),
                PeopleTime.of(item.requestedAt()),
                one.isRunning(),
                item.stuck(),
                item.total(),
                item.done(),
                item.moved(),
                item.flagged(),
                item.setAside(),
                item.finishedAt() == null ? null : PeopleTime.of(item.finishedAt()));
    }

    private static Line line(RecomputationMove move) {
        return new Line(
                move.subject(),
                move.step().title(),
                PeopleTime.of(move.oldDue()),
                PeopleTime.of(move.newDue()),
                move.isFlagged(),
                move.note() == null && !move.isFlagged() ? "已变动" : move.note());
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ModelAndView misread() {
        return DeskRefusals.page(HttpStatus.BAD_REQUEST, "地址不完整，请从时限重算的列表中打开");
    }
}
