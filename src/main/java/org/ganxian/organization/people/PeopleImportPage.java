package org.ganxian.organization.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.organization.people.PeopleFile.Column;
import org.ganxian.organization.people.PeopleImports.Done;
import org.ganxian.organization.people.PeopleImports.Outcome;
import org.ganxian.organization.people.PeopleImports.Planned;
import org.ganxian.organization.people.PeopleImports.Preview;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.table.TextWorkbook;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Downloads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Import of a file of people in two steps. The preview carries the file on to the second one. Its report, and the first
 * passwords until they are fetched, are kept in this node's memory for half an hour and nowhere else.
 */
@DeskPage
@RequestMapping("/desk/people/import")
@RequiredArgsConstructor
class PeopleImportPage {

    private static final long MOST_BYTES = 2_000_000;
    private static final int ROWS_SHOWN = 200;
    private static final List<String> HEADER =
            Stream.of(Column.values()).map(Column::title).toList();

    /** Whose it is, and what came of it. */
    private record Run(String username, Done done) {}

    private final PeopleImports imports;
    private final PeopleAdministrators administrators;
    private final Cache<UUID, Run> runs = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(30))
            .maximumSize(50)
            .build();

    @GetMapping
    ModelAndView form(@RequestParam(required = false) String tooLarge) {
        administrators.area();
        return form(tooLarge == null ? null : "文件过大，不超过 2 MB", HttpStatus.OK);
    }

    private static ModelAndView form(@Nullable String message, HttpStatus status) {
        return new ModelAndView("desk/people-import", status)
                .addObject("message", message)
                .addObject("columns", Column.values());
    }

    /** A sheet to begin with. */
    @GetMapping("/sample.xlsx")
    ResponseEntity<byte[]> sample() {
        administrators.area();
        return workbook(
                "人员.xlsx",
                List.of(HEADER, List.of("lin.new", "林新", "13900000000", "榕荫社区党支部", "党员", "2027-01-01", "", "")));
    }

    private static ResponseEntity<byte[]> workbook(String filename, List<List<String>> rows) {
        return Downloads.uploaded(filename, TextWorkbook.MEDIA_TYPE, TextWorkbook.of(filename.split("\\.")[0], rows));
    }

    @PostMapping
    ModelAndView preview(@RequestParam MultipartFile file) throws IOException {
        Area area = administrators.area();
        if (file.isEmpty() || file.getSize() > MOST_BYTES) {
            return form(file.isEmpty() ? "请先选择文件" : "文件过大，不超过 2 MB", HttpStatus.BAD_REQUEST);
        }
        try {
            return preview(file.getBytes(), area, null, HttpStatus.OK);
        } catch (Refusal refusal) {
            return form(refusal.getMessage(), refusal.status());
        }
    }

    /** @param message why it was not applied; null on the first look */
    private ModelAndView preview(byte[] content, Area area, @Nullable String message, HttpStatus status) {
        Preview preview = imports.preview(content, area);
        return new ModelAndView("desk/people-preview", status)
                .addObject("preview", preview)
                .addObject("rows", shown(preview.rows()))
                .addObject("outcomes", Outcome.values())
                .addObject("content", Base64.getEncoder().encodeToString(content))
                .addObject("message", message);
    }

    /** What is to be looked at first. */
    private static List<Planned> shown(List<Planned> rows) {
        return rows.stream()
                .filter(row -> row.outcome() != Outcome.SAME)
                .sorted(Comparator.comparing(Planned::outcome))
                .limit(ROWS_SHOWN)
                .toList();
    }

    @PostMapping("/apply")
    ModelAndView apply(
            @RequestParam String content,
            @RequestParam String previewed,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        Area area = administrators.area();
        byte[] file = decoded(content);
        try {
            UUID run = UUID.randomUUID();
            runs.put(run, new Run(area.by().id(), imports.apply(file, previewed, confirmed, area)));
            return new ModelAndView("redirect:/desk/people/import/" + run);
        } catch (Refusal refusal) {
            return preview(file, area, refusal.getMessage(), refusal.status());
        }
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("页面已失效，请重新选择文件");
        }
    }

    @GetMapping("/{run}")
    ModelAndView report(@PathVariable UUID run) {
        Done done = find(run).done();
        return new ModelAndView("desk/people-report")
                .addObject("run", run)
                .addObject("preview", new Preview(done.rows(), ""))
                .addObject("rows", shown(done.rows()))
                .addObject("outcomes", Outcome.values())
                .addObject("passwords", done.passwords().size());
    }

    @GetMapping("/{run}/refused.xlsx")
    ResponseEntity<byte[]> refused(@PathVariable UUID run) {
        List<String> header = new ArrayList<>(List.of("原行号", "退回的原因"));
        header.addAll(HEADER);
        return workbook(
                "退回的行.xlsx",
                rows(
                        header,
                        find(run).done().rows().stream()
                                .filter(row -> row.outcome() == Outcome.REFUSED)
                                .toList(),
                        row -> {
                            List<String> cells = new ArrayList<>(
                                    List.of(String.valueOf(row.line().line()), String.join("；", row.notes())));
                            Stream.of(Column.values())
                                    .forEach(column -> cells.add(row.line().cell(column)));
                            return cells;
                        }));
    }

    /** Once: whoever fetches them is whoever hands them out. */
    @PostMapping("/{run}/passwords.xlsx")
    ResponseEntity<byte[]> passwords(@PathVariable UUID run) {
        Run found = find(run);
        if (found.done().passwords().isEmpty()) {
            throw Refusal.notFound("首次密码已经下载过，系统里不再保留。丢失的请在人员页面重设密码");
        }
        runs.put(run, new Run(found.username(), new Done(found.done().rows(), List.of())));
        return workbook(
                "首次密码.xlsx",
                rows(
                        List.of("登录名", "姓名", "单位", "首次密码"),
                        found.done().passwords(),
                        first -> List.of(first.username(), first.name(), first.unit(), first.password())));
    }

    private static <T> List<List<String>> rows(List<String> header, List<T> items, Function<T, List<String>> cells) {
        return Stream.concat(Stream.of(header), items.stream().map(cells)).toList();
    }

    private Run find(UUID run) {
        String me = administrators.area().by().id();
        Run found = runs.getIfPresent(run);
        if (found == null || !found.username().equals(me)) {
            throw Refusal.notFound("这份导入报告已不再保留。同一份文件再导入一次也不会重复");
        }
        return found;
    }
}
