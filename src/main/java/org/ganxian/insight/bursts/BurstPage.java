package org.ganxian.insight.bursts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.insight.Area;
import org.ganxian.insight.Managers;
import org.ganxian.insight.bursts.BurstList.Order;
import org.ganxian.insight.bursts.BurstList.State;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 突增: what came more often than usual, now and before, with the rule that says so. */
@DeskPage
@RequiredArgsConstructor
class BurstPage {

    private static final int PAGE_SIZE = 20;
    private static final List<Choice> STATES = Arrays.stream(State.values())
            .map(state -> new Choice(state.title(), state.name()))
            .toList();
    private static final List<Choice> SORTS = Stream.of(Order.LARGEST, Order.OLDEST)
            .map(order -> new Choice(order.title(), order.name()))
            .toList();

    private final Managers managers;
    private final BurstList list;
    private final Bursts bursts;

    @GetMapping("/desk/bursts")
    String all(
            @RequestParam(required = false) @Nullable String within,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(defaultValue = "LASTING_FIRST") Order sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Area area = managers.area(within);
        long total = list.count(area, state);
        PageRequest shown = Paging.shown(page, PAGE_SIZE, total);
        model.addAttribute("area", area);
        model.addAttribute("rule", bursts.ruleInWords());
        List<Burst> items = list.of(area, state, sort, shown);
        model.addAttribute("items", items);
        model.addAttribute("states", STATES);
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort.name());
        Paging.tell(model, new PageImpl<>(items, shown, total));
        return "desk/bursts";
    }
}
