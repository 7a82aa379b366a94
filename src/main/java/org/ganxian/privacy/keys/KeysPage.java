package org.ganxian.privacy.keys;

import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.web.DeskPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** 换密钥: whether there are two keys, how far it is, and the button that begins. For the city's administrators. */
@DeskPage
@RequestMapping("/desk/keys")
@RequiredArgsConstructor
class KeysPage {

    private final KeyRotations rotations;
    private final Administrators administrators;
    private final CurrentActor actors;

    @GetMapping
    String show(Model model) {
        require();
        model.addAttribute("possible", rotations.isPossible());
        rotations.latest().ifPresent(latest -> {
            model.addAttribute("latest", latest);
            model.addAttribute("by", actors.ofId(latest.startedBy()).title());
        });
        return "desk/keys";
    }

    @PostMapping
    String start() {
        rotations.start(require());
        return "redirect:/desk/keys";
    }

    private Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以换密钥");
    }
}
