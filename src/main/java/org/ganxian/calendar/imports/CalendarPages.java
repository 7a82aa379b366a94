package org.ganxian.calendar.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.calendar.CalendarList;
import org.ganxian.calendar.DeadlinePreview;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 放假安排: a year's days off by file or day by day, previewed with the deadlines that move, and all versions there were. */
@DeskPage
@RequestMapping("/desk/calendar")
@RequiredArgsConstructor
class CalendarPages {

    /** Without it a list is not read. */
    private static final String HEADER = "日期,类型,名称\n";

    private static final int LARGEST_FILE = 64 * 1024;
    private static final int SOURCE_LENGTH = 500;
    private static final int FILE_NAME_LENGTH = 120;

    /** One version, in words. */
    record Version(
            long id,
            int year,
            String source,
            String by,
            String at,
            boolean inForce,
            boolean undoable,
            @Nullable String undone) {}

    private final CalendarImports imports;
    private final DeadlinePreview deadlines;
    private final CalendarAdministrators administrators;
    private final CurrentActor actors;
    private final Clock clock;

    @GetMapping
    String show(@RequestParam(defaultValue = "0") int year, Model model) {
        administrators.forTheCountry();
        int shown = year == 0 ? LocalDate.now(clock.withZone(PeopleTime.ZONE)).getYear() : year;
        model.addAttribute("year", shown);
        Optional<CalendarList> list = imports.listInForce(shown);
        model.addAttribute("listed", list.isPresent());
        model.addAttribute("content", list.map(CalendarPages::csv).orElse(HEADER));
        model.addAttribute("versions", imports.all().stream().map(this::version).toList());
        return "desk/calendar";
    }

    /** Shows what the file, or else the text, would change. */
    @PostMapping("/preview")
    String preview(
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String content,
            @RequestParam(defaultValue = "") String source,
            Model model)
            throws IOException {
        Actor by = administrators.forTheCountry();
        requireSource(source);
        if (file.getSize() > LARGEST_FILE || content.length() > LARGEST_FILE) {
            throw Refusal.tooLarge("文件过大，放假安排不超过 64 KB");
        }
        String text = file.isEmpty() ? content : CalendarFile.decode(file.getBytes());
        String name = file.isEmpty() || file.getOriginalFilename() == null ? "逐日修改" : file.getOriginalFilename();
        CalendarImports.Upload upload = upload(text, name, source);
        CalendarImports.Preview preview = imports.preview(upload.content());
        model.addAttribute("preview", preview);
        model.addAttribute("acceptable", preview.proposal().isAcceptable());
        model.addAttribute("content", text);
        model.addAttribute("name", upload.fileName());
        model.addAttribute("source", source);
        if (preview.proposal().isAcceptable()) {
            model.addAttribute("effect", deadlines.of(() -> imports.apply(upload, preview.stamp(), true, by)));
        }
        return "desk/calendar-preview";
    }

    /** @param previewed stamp of the calendar that was looked at; the warnings were on the same page */
    @PostMapping
    String apply(
            @RequestParam String content,
            @RequestParam String name,
            @RequestParam String source,
            @RequestParam String previewed) {
        Actor by = administrators.forTheCountry();
        requireSource(source);
        CalendarList list = imports.apply(upload(content, name, source), previewed, true, by);
        return "redirect:/desk/calendar?saved&year=" + list.year();
    }

    @PostMapping("/{id}/undoing")
    String undo(@PathVariable long id) {
        return "redirect:/desk/calendar?undone&year="
                + imports.undo(id, administrators.forTheCountry()).year();
    }

    private static void requireSource(String source) {
        if (source.isBlank()) {
            throw Refusal.field("source", "请填写来源（通知的名称、文号或网址）");
        } else if (Texts.length(source) > SOURCE_LENGTH || !Texts.isReadable(source)) {
            throw Refusal.field("source", "来源不能超过 " + SOURCE_LENGTH + " 字，不能有不可见的字符");
        }
    }

    private static CalendarImports.Upload upload(String content, String name, String source) {
        return new CalendarImports.Upload(
                content.getBytes(StandardCharsets.UTF_8),
                Texts.shorten(name.replaceAll("\\p{C}", "?"), FILE_NAME_LENGTH),
                source.strip());
    }

    private static String csv(CalendarList list) {
        return HEADER
                + new TreeMap<>(list.days())
                        .entrySet().stream()
                                .map(day -> day.getKey() + ","
                                        + CalendarFile.word(day.getValue().kind()) + ","
                                        + day.getValue().name())
                                .collect(Collectors.joining("\n"));
    }

    private Version version(CalendarList list) {
        String by = list.isShipped() ? "系统自带" : actors.ofId(list.importedBy()).title();
        String undone = Optional.ofNullable(list.undoneBy())
                .map(who -> actors.ofId(who).title() + " 已撤销")
                .orElse(null);
        return new Version(
                list.id(),
                list.year(),
                list.origin().source(),
                by,
                PeopleTime.of(list.importedAt()),
                list.isInForce(),
                list.isInForce() && !list.isShipped(),
                undone);
    }
}
