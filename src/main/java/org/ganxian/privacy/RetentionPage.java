package org.ganxian.privacy;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.privacy.retention.Retention;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 保存期限: the years by category, what would be erased now, and the button that does it. For the city's administrators. */
@DeskPage
@RequestMapping("/desk/retention")
@RequiredArgsConstructor
class RetentionPage {

    private final Retention retention;
    private final CaseRetention cases;
    private final Administrators administrators;
    private final CurrentActor actors;

    @GetMapping
    String show(Model model) {
        require();
        List<Retention.Due> due = retention.due();
        model.addAttribute("lines", retention.lines());
        model.addAttribute("due", due);
        model.addAttribute("all", due.stream().mapToLong(Retention.Due::cases).sum());
        cases.latest().ifPresent(latest -> {
            model.addAttribute("latest", latest);
            model.addAttribute("by", actors.ofId(latest.startedBy()).title());
        });
        return "desk/retention";
    }

    @PostMapping("/rules")
    String set(@RequestParam String category, @RequestParam int years) {
        retention.set(category, years, require());
        return "redirect:/desk/retention?saved";
    }

    /** @param seen how many the dry run showed */
    @PostMapping
    String start(@RequestParam long seen) {
        cases.start(seen, require());
        return "redirect:/desk/retention";
    }

    private Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以管理保存期限");
    }
}
