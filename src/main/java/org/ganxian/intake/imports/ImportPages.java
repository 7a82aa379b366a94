package org.ganxian.intake.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.intake.DeskDuty;
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

/**
 * A file is imported within the request that brings it. A script, where there is one, asks meanwhile how far it is;
 * without one the browser waits. Either way the report has an address of its own.
 */
@DeskPage
@RequestMapping("/desk/import")
@RequiredArgsConstructor
@Slf4j
class ImportPages {

    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    /** More are in the file to be fetched. */
    private static final int LINES_SHOWN = 200;

    /** How far a run is; {@code total} is 0 until the file has been looked through. */
    record Far(int done, int total, boolean over) {}

    private final Imports imports;
    private final ImportRuns runs;
    private final ImportSettings settings;
    private final DeskDuty duty;

    /** The token is asked for before the page is written: its cookie must go ahead of the body. */
    @GetMapping
    String form(@RequestParam(required = false) String tooLarge, CsrfToken token, Model model) {
        duty.require();
        token.getToken();
        model.addAttribute("run", UUID.randomUUID().toString());
        model.addAttribute("message", tooLarge == null ? null : "文件过大，单个文件不能超过 20 MB，请分成几个文件");
        model.addAttribute("profiles", settings.profiles());
        model.addAttribute("maxRows", settings.maxRows());
        return "desk/import";
    }

    @PostMapping
    String take(@RequestParam MultipartFile file, @RequestParam String run) {
        String username = duty.require().username();
        runs.begin(run, username).ifPresent(begun -> take(file, run, begun));
        return "redirect:/desk/import/" + UUID.fromString(run);
    }

    private void take(MultipartFile file, String id, ImportRuns.Run run) {
        try {
            runs.end(id, run, ImportApi.spooled(file, path -> imports.take(path, null, run)));
        } catch (RuntimeException e) {
            Optional<Refusal> refusal = Refusal.behind(e);
            if (refusal.isEmpty()) {
                log.error("Import {} broke off after {} rows", id, run.done(), e);
            }
            runs.refuse(run, refusal.map(Throwable::getMessage).orElse("系统出错，导入在中途停止。已入库的记录不受影响，请稍后把同一份文件再导入一次，不会重复"));
        }
    }

    @GetMapping("/{run}")
    String report(@PathVariable String run, Model model) {
        ImportRuns.Run found = find(run);
        model.addAttribute("run", run);
        model.addAttribute("far", far(found));
        model.addAttribute("refusal", found.refusal().orElse(null));
        found.report().ifPresent(report -> {
            model.addAttribute("report", report);
            model.addAttribute("bad", shown(report, Outcome.BAD));
            model.addAttribute("repeated", shown(report, Outcome.REPEATED));
        });
        return "desk/report";
    }

    private static List<Line> shown(ImportReport report, Outcome outcome) {
        return report.rows().stream()
                .filter(l -> l.outcome() == outcome)
                .limit(LINES_SHOWN)
                .toList();
    }

    @GetMapping("/{run}/progress")
    @ResponseBody
    Far progress(@PathVariable String run) {
        return far(find(run));
    }

    private static Far far(ImportRuns.Run run) {
        return new Far(run.done(), run.total(), run.isOver());
    }

    @GetMapping("/{run}/bad-rows.xlsx")
    ResponseEntity<byte[]> badRows(@PathVariable String run) {
        return file(run, "xlsx", WORKBOOK, BadRows::xlsx);
    }

    /** For programs: a spreadsheet program changes the numbers of a CSV that it opens. */
    @GetMapping("/{run}/bad-rows.csv")
    ResponseEntity<byte[]> badRowsAsText(@PathVariable String run) {
        return file(run, "csv", new MediaType("text", "csv", StandardCharsets.UTF_8), BadRows::csv);
    }

    private ResponseEntity<byte[]> file(
            String run, String extension, MediaType type, Function<ImportReport, byte[]> content) {
        ImportReport report = find(run).report().orElseThrow(() -> Refusal.notFound("还没有导入结果"));
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("不合格的行." + extension, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(content.apply(report));
    }

    private ImportRuns.Run find(String run) {
        return runs.find(run, duty.require().username())
                .orElseThrow(() -> Refusal.notFound("这份导入报告已不再保留。已入库的记录在“热线导入”中，同一份文件再导入一次也不会重复"));
    }
}
