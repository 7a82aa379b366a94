package org.ganxian.casework.panel;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.suggestion.CategorySuggestions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the demand of a task may be about, for whoever has to choose its category. */
@RestController
@Hidden
@RequestMapping("/api/tasks")
@RequiredArgsConstructor
class TaskSuggestions {

    private final TaskDesk desk;
    private final CategorySuggestions suggestions;

    /** Empty for a task at which nobody chooses. */
    @GetMapping("/{id}/category-suggestions")
    List<CategorySuggestions.Suggestion> of(@PathVariable String id) {
        Demand demand = desk.mine(id).demand();
        return demand.status() == Status.TRIAGE ? suggestions.of(demand.title(), demand.description()) : List.of();
    }
}
