package org.ganxian.message;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 群众消息: what was sent and what messages say. For the city's administrators; words are seen in the demo alone. */
@DeskPage
@RequestMapping("/desk/messages")
@RequiredArgsConstructor
class MessagePages {

    private static final int ON_A_PAGE = 50;
    private static final List<Choice> OCCASIONS = Arrays.stream(Occasion.values())
            .map(one -> new Choice(one.title(), one.name()))
            .toList();
    private static final List<Choice> STATES = Arrays.stream(Message.State.values())
            .map(one -> new Choice(one.title(), one.name()))
            .toList();
    private static final String REFUSED = "只有市级系统管理员可以看和改群众消息";

    /**
     * A message in the list.
     *
     * @param error why it did not go; null when it did
     * @param shown what the demo's console was given; null in a real city
     */
    record Line(
            String kind,
            String channel,
            String made,
            String due,
            String state,
            int attempts,
            @Nullable String error,
            @Nullable String shown) {}

    /** One kind of message. */
    record Kind(String path, String title, String words, String since) {}

    private final Message.Repository messages;
    private final MessageTexts texts;
    private final Ways ways;
    private final Administrators administrators;
    private final CurrentActor actors;

    private Actor require() {
        return administrators.ofTheCity(REFUSED);
    }

    /** @param sort {@code oldest}, or empty for the newest first */
    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable Occasion kind,
            @RequestParam(required = false) Message.@Nullable State state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        require();
        Sort.Direction direction = "oldest".equals(sort) ? Sort.Direction.ASC : Sort.Direction.DESC;
        Page<Message> shown =
                messages.some(kind, state, Paging.shown(page, ON_A_PAGE).withSort(Sort.by(direction, "madeAt", "id")));
        model.addAttribute("occasions", OCCASIONS);
        model.addAttribute("kind", kind == null ? "" : kind.name());
        model.addAttribute("states", STATES);
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("sorts", List.of(new Choice("最早写入的在前", "oldest")));
        model.addAttribute("sort", sort);
        model.addAttribute("lines", shown.map(MessagePages::line).getContent());
        model.addAttribute("sms", ways.isOn(Message.Channel.SMS));
        model.addAttribute("mail", ways.isOn(Message.Channel.MAIL));
        model.addAttribute("console", ways.isConsole());
        model.addAttribute(
                "kinds", Arrays.stream(Occasion.values()).map(this::kind).toList());
        Paging.tell(model, shown);
        return "desk/messages";
    }

    private static Line line(Message message) {
        return new Line(
                message.kind().title(),
                message.channel().title(),
                PeopleTime.of(message.madeAt()),
                PeopleTime.of(message.sentAt() == null ? message.sendAt() : message.sentAt()),
                message.state().title(),
                message.attempts(),
                message.lastError(),
                message.shown());
    }

    private Kind kind(Occasion one) {
        List<MessageText> versions = texts.versions(one);
        LocalDate today = texts.today();
        String since = versions.stream()
                .filter(version -> version.validFrom().isAfter(today))
                .findFirst()
                .map(version -> "第 %d 版 %s 起".formatted(version.version(), version.validFrom()))
                .orElse(
                        versions.isEmpty()
                                ? "出厂文字"
                                : "第 %d 版".formatted(versions.get(0).version()));
        return new Kind(path(one), one.title(), texts.of(one, today), since);
    }

    private static String path(Occasion kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Occasion kind(String path) {
        return Arrays.stream(Occasion.values())
                .filter(one -> path(one).equals(path))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这种消息，请从列表中打开"));
    }

    @GetMapping("/{kind}")
    String edit(@PathVariable String kind, Model model) {
        require();
        Occasion one = kind(kind);
        fill(model, one, texts.of(one, texts.today()), texts.today().toString(), Map.of(), null);
        return "desk/message";
    }

    private void fill(
            Model model, Occasion one, String words, String from, Map<String, String> wrong, @Nullable String message) {
        List<MessageText> versions = texts.versions(one);
        model.addAttribute("path", path(one));
        model.addAttribute("title", one.title());
        model.addAttribute("words", words);
        model.addAttribute("from", from);
        model.addAttribute("seen", versions.isEmpty() ? 0 : versions.get(0).version());
        model.addAttribute("placeholders", one.placeholders().stream().sorted().toList());
        model.addAttribute("shipped", one.shipped());
        model.addAttribute("versions", versions);
        model.addAttribute(
                "people",
                versions.stream()
                        .map(MessageText::editedBy)
                        .distinct()
                        .collect(
                                Collectors.toMap(by -> by, by -> actors.ofId(by).title())));
        model.addAttribute("wrong", wrong);
        model.addAttribute("message", message);
    }

    @PostMapping("/{kind}")
    ModelAndView change(
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "0") int seen) {
        Actor who = require();
        Occasion one = kind(kind);
        try {
            texts.change(one, words, TypedDay.of(from, "from"), seen, who);
            return new ModelAndView("redirect:/desk/messages/" + path(one) + "?saved");
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            String message = refusal.fields().isEmpty() ? refusal.getMessage() : null;
            fill(model, one, words, from, refusal.fields(), message);
            return new ModelAndView("desk/message", model.asMap(), refusal.status());
        }
    }
}
