package org.ganxian.notice;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 我的通知: the inbox on a page. */
@Controller
@RequestMapping("/desk/notices")
@RequiredArgsConstructor
class NoticePage {

    private static final int PAGE_SIZE = 20;
    /** Who has the other pages of the desk; see there. */
    private static final Set<Duty> AT_THE_DESK = EnumSet.of(Duty.CLERK, Duty.ADMIN);

    /** A notice as the page shows it. */
    record Item(Long id, String demandNumber, String title, String text, Instant at, boolean read) {

        static Item of(InboxEntry entry) {
            Notice notice = entry.notice();
            return new Item(
                    entry.id(), notice.demandNumber(), notice.title(), notice.text(), entry.toldAt(), entry.isRead());
        }
    }

    private final Inbox inbox;
    private final MailChannel mail;
    private final CurrentActor currentActor;
    private final OwnDuties ownDuties;

    @GetMapping
    String list(@RequestParam(required = false) @Nullable Long before, Model model) {
        Inbox.Page page = inbox.page(before, PAGE_SIZE);
        model.addAttribute("items", page.entries().stream().map(Item::of).toList());
        model.addAttribute("unread", inbox.unread());
        model.addAttribute("before", before);
        model.addAttribute("next", page.next());
        addFrame(model);
        return "desk/notices";
    }

    private void addFrame(Model model) {
        model.addAttribute("mailIsOn", mail.isOn());
        model.addAttribute("email", inbox.email().orElse(""));
        model.addAttribute("atTheDesk", ownDuties.include(AT_THE_DESK));
    }

    /** @param before of the page it is read on, to come back to */
    @PostMapping("/{id}/read")
    String read(@PathVariable Long id, @RequestParam(required = false) Long before) {
        inbox.read(id);
        return "redirect:/desk/notices" + (before == null ? "" : "?before=" + before);
    }

    @PostMapping("/read-all")
    String readAll() {
        inbox.readAll();
        return "redirect:/desk/notices";
    }

    @PostMapping("/email")
    String mailTo(@RequestParam(defaultValue = "") String email) {
        inbox.mailTo(email);
        return "redirect:/desk/notices?mailed";
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return newestWith(refusal.getMessage(), refusal.status());
    }

    @ExceptionHandler
    ModelAndView misread(TypeMismatchException e) {
        return newestWith("地址不完整，下面是最新的通知", HttpStatus.BAD_REQUEST);
    }

    private ModelAndView newestWith(@Nullable String message, HttpStatus status) {
        Model model = new ExtendedModelMap();
        String view = list(null, model);
        model.addAttribute("message", message);
        return new ModelAndView(view, model.asMap(), status);
    }
}
