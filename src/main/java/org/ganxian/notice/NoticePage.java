package org.ganxian.notice;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.data.domain.Page;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 我的通知: the inbox on a page. */
@Controller
@RequestMapping("/desk/notices")
@RequiredArgsConstructor
class NoticePage {

    private static final int PAGE_SIZE = 20;
    private static final String UNREAD = "unread";
    private static final String OLDEST = "oldest";
    private static final List<Choice> SHOWS = List.of(new Choice("未读", UNREAD));
    private static final List<Choice> SORTS = List.of(new Choice("最早的在前", OLDEST));
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
    String list(
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Page<Item> found = inbox.page(UNREAD.equals(show), OLDEST.equals(sort), Paging.shown(page, PAGE_SIZE))
                .map(Item::of);
        model.addAttribute("items", found.getContent());
        model.addAttribute("unread", inbox.unread());
        model.addAttribute("shows", SHOWS);
        model.addAttribute("show", show);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        Paging.tell(model, found);
        addFrame(model);
        return "desk/notices";
    }

    private void addFrame(Model model) {
        model.addAttribute("mailIsOn", mail.isOn());
        model.addAttribute("email", inbox.email().orElse(""));
        model.addAttribute("atTheDesk", ownDuties.include(AT_THE_DESK));
    }

    /** The rest is of the page it is read on, to come back to. */
    @PostMapping("/{id}/read")
    String read(
            @PathVariable Long id,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            RedirectAttributes next) {
        inbox.read(id);
        next.addAttribute("show", show);
        next.addAttribute("sort", sort);
        next.addAttribute("page", page);
        return "redirect:/desk/notices";
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
        String view = list("", "", 1, model);
        model.addAttribute("message", message);
        return new ModelAndView(view, model.asMap(), status);
    }
}
