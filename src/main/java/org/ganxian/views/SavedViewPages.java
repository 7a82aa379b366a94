package org.ganxian.views;

import lombok.RequiredArgsConstructor;
import org.ganxian.platform.web.DeskPage;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps and forgets a view, from the bar above a list ({@code desk/views}). */
@DeskPage
@RequestMapping("/desk/views")
@RequiredArgsConstructor
class SavedViewPages {

    private final SavedViews views;

    @PostMapping
    String save(
            @RequestParam SavedList list,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String query) {
        return "redirect:" + views.save(list, name, query).address();
    }

    @PostMapping("/{id}/deletion")
    String delete(@PathVariable long id) {
        return "redirect:" + views.delete(id).list().path();
    }
}
