package org.ganxian.organization.setup;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 初始化: its steps, each of which can be left and come back to, and what each flow still lacks. */
@DeskPage
@RequestMapping("/desk/setup")
@RequiredArgsConstructor
class SetupPages {

    private static final int PAGE = 50;

    private final SetupGuide guide;
    private final Administrators administrators;

    private Actor require() {
        return administrators.ofTheCity("只有市级管理员可以初始化");
    }

    @GetMapping
    String steps(Model model) {
        require();
        model.addAttribute("steps", guide.steps());
        model.addAttribute("missing", guide.missing().size());
        model.addAttribute("putAway", guide.isPutAway());
        return "desk/setup";
    }

    @GetMapping("/check")
    String check(
            @RequestParam(defaultValue = "") String flow, @RequestParam(defaultValue = "1") int page, Model model) {
        require();
        List<SetupPart.Missing> all = guide.missing();
        List<SetupPart.Missing> found = all.stream()
                .filter(one -> flow.isEmpty() || one.flow().equals(flow))
                .toList();
        PageRequest shown = Paging.shown(page, PAGE, found.size());
        List<SetupPart.Missing> lines =
                found.stream().skip(shown.getOffset()).limit(PAGE).toList();
        Paging.tell(model, new PageImpl<>(lines, shown, found.size()));
        model.addAttribute("flow", flow);
        model.addAttribute(
                "flows", all.stream().map(SetupPart.Missing::flow).distinct().toList());
        model.addAttribute("lines", lines);
        return "desk/setup-check";
    }

    @PostMapping("/put-away")
    String putAway() {
        guide.putAway(require());
        return "redirect:/desk/setup";
    }

    @PostMapping("/reopening")
    String reopen() {
        guide.reopen(require());
        return "redirect:/desk/setup";
    }
}
