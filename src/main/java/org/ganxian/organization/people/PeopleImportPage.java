package org.ganxian.organization.people;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.organization.people.PeopleFile.Column;
import org.ganxian.organization.people.PeopleImports.Preview;
import org.ganxian.organization.people.PeoplePlan.Outcome;
import org.ganxian.organization.people.PeoplePlan.Planned;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.table.TextWorkbook;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Downloads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Import of a file of people in two steps. The preview carries the file on to the second one, which the engine does in
 * the background; any node shows how far it is, and its report for a day.
 */
@DeskPage
@RequestMapping("/desk/people/import")
@RequiredArgsConstructor
class PeopleImportPage {

    private static final long MOST_BYTES = 2_000_000;
    private static final int ROWS_SHOWN = 200;
    private static final List<String> HEADER =
            Stream.of(Column.values()).map(Column::title).toList();

    private final PeopleImports imports;
    private final PeopleImportRuns runs;
    private final PeopleAdministrators administrators;

    @GetMapping
    ModelAndView form(@RequestParam(required = false) String tooLarge) {
        String me = administrators.area().by().id();
        return form(tooLarge == null ? null : "文件过大，不超过 2 MB", HttpStatus.OK).addObject("begun", imports.latestOf(me));
    }

    private static ModelAndView form(@Nullable String message, HttpStatus status) {
        return new ModelAndView("desk/people-import", status)
                .addObject("message", message)
                .addObject("begun", List.of());
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
            return new ModelAndView("redirect:/desk/people/import/" + runs.start(file, previewed, confirmed, area));
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
        PeopleImport one = find(run);
        if (one.isRunning()) {
            return new ModelAndView("desk/people-importing")
                    .addObject("done", one.done())
                    .addObject("total", one.total())
                    .addObject("stuck", runs.isStuck(one));
        }
        Preview report = imports.report(one);
        return new ModelAndView("desk/people-report")
                .addObject("run", run)
                .addObject("refusal", one.refusal())
                .addObject("preview", report)
                .addObject("rows", shown(report.rows()))
                .addObject("outcomes", Outcome.values())
                .addObject("passwords", imports.passwords(one));
    }

    /** For the page's script. */
    @GetMapping(path = "/{run}/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> progress(@PathVariable UUID run) {
        PeopleImport one = find(run);
        return Map.of("total", one.total(), "done", one.done(), "over", !one.isRunning());
    }

    @GetMapping("/{run}/refused.xlsx")
    ResponseEntity<byte[]> refused(@PathVariable UUID run) {
        List<String> header = new ArrayList<>(List.of("原行号", "退回的原因"));
        header.addAll(HEADER);
        List<Planned> refused = imports.report(find(run)).rows().stream()
                .filter(row -> row.outcome() == Outcome.REFUSED)
                .toList();
        return workbook("退回的行.xlsx", rows(header, refused, row -> {
            List<String> cells =
                    new ArrayList<>(List.of(String.valueOf(row.line().line()), String.join("；", row.notes())));
            Stream.of(Column.values()).forEach(column -> cells.add(row.line().cell(column)));
            return cells;
        }));
    }

    /** Once: whoever fetches them is whoever hands them out. */
    @PostMapping("/{run}/passwords.xlsx")
    ResponseEntity<byte[]> passwords(@PathVariable UUID run) {
        PeopleImport one = find(run);
        return workbook(
                "首次密码.xlsx",
                rows(
                        List.of("登录名", "姓名", "单位", "首次密码"),
                        runs.fetchPasswords(one, administrators.area()),
                        first -> List.of(first.username(), first.name(), first.unit(), first.password())));
    }

    private static <T> List<List<String>> rows(List<String> header, List<T> items, Function<T, List<String>> cells) {
        return Stream.concat(Stream.of(header), items.stream().map(cells)).toList();
    }

    /** One's own alone: its report has first passwords. */
    private PeopleImport find(UUID run) {
        String me = administrators.area().by().id();
        PeopleImport found = imports.get(run.toString());
        if (!found.startedBy().equals(me)) {
            throw PeopleImports.gone();
        }
        return found;
    }
}
