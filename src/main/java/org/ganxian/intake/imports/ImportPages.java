package org.ganxian.intake.imports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.imports.FileImport;
import org.ganxian.imports.FileImportRuns;
import org.ganxian.imports.FileImports;
import org.ganxian.intake.DeskDuty;
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.intake.imports.ImportReport.Tally;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
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
 * Files of records, and what came of those before. The engine takes them in; any node shows how far it is, and the report
 * until it is deleted or old.
 */
@DeskPage
@RequestMapping("/desk/import")
@RequiredArgsConstructor
class ImportPages {

    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    /** More are in the file to be fetched. */
    private static final int LINES_SHOWN = 200;

    private static final int ON_A_PAGE = 10;
    private static final String OLDEST = "oldest";
    private static final List<Choice> SORTS = List.of(new Choice("最早导入的在前", OLDEST));
    private static final List<Choice> STATES = Arrays.stream(FileImport.State.values())
            .map(state -> new Choice(state.title(), state.name()))
            .toList();

    /** How far a run is. */
    record Far(int done, int total, boolean over) {}

    /** A line of the history. */
    record Past(FileImport run, int imported, int repeated, int bad) {}

    private final Imports imports;
    private final FileImports files;
    private final FileImportRuns runs;
    private final RecordImport records;
    private final ImportSettings settings;
    private final CurrentActor actors;
    private final DeskDuty duty;

    /** The token is asked for before the page is written: its cookie must go ahead of the body. */
    @GetMapping
    String form(
            @RequestParam(required = false) String tooLarge,
            @RequestParam(required = false) FileImport.@Nullable State state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            CsrfToken token,
            Model model) {
        String me = duty.require().username();
        token.getToken();
        model.addAttribute("run", UUID.randomUUID().toString());
        model.addAttribute("message", tooLarge == null ? null : "文件过大，单个文件不能超过 20 MB，请分成几个文件");
        model.addAttribute("profiles", settings.profiles());
        model.addAttribute("maxRows", settings.maxRows());
        Page<FileImport> past = files.of(records, me, state, OLDEST.equals(sort), Paging.shown(page, ON_A_PAGE));
        model.addAttribute("states", STATES);
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        model.addAttribute("past", past.map(this::past).getContent());
        model.addAttribute("days", records.kept().toDays());
        Paging.tell(model, past);
        return "desk/import";
    }

    private Past past(FileImport run) {
        return new Past(
                run,
                records.count(run, Tally.IMPORTED),
                records.count(run, Tally.REPEATED),
                records.count(run, Tally.BAD));
    }

    /** @param run as the form was given it; one that was sent before leads to what it began, or begins anew */
    @PostMapping
    String take(@RequestParam MultipartFile file, @RequestParam String run) {
        String me = duty.require().username();
        Optional<FileImport> before = files.find(uuid(run));
        if (before.filter(one -> one.startedBy().equals(me) && one.isRunning()).isPresent()) {
            return "redirect:/desk/import/" + uuid(run);
        }
        String id = before.isEmpty() ? uuid(run) : UUID.randomUUID().toString();
        String name = ImportApi.name(file);
        try {
            ImportApi.spooled(file, path -> imports.begin(new Imports.Sent(id, path, name, null, false)));
        } catch (RuntimeException e) {
            files.refused(
                    id,
                    records,
                    name,
                    actors.get(),
                    Refusal.behind(e).orElseThrow(() -> e).getMessage());
        }
        return "redirect:/desk/import/" + id;
    }

    private static String uuid(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("页面已失效，请刷新后重试");
        }
    }

    @GetMapping("/{run}")
    String report(@PathVariable String run, Model model) {
        FileImport found = find(run);
        model.addAttribute("run", found);
        model.addAttribute("far", far(found));
        model.addAttribute("stuck", found.isRunning() && runs.isStuck(found));
        model.addAttribute("days", records.kept().toDays());
        if (!found.isRunning() && found.total() > 0) {
            ImportReport report = records.report(found);
            model.addAttribute("report", report);
            model.addAttribute("bad", shown(report, Outcome.BAD));
            model.addAttribute("repeated", shown(report, Outcome.REPEATED));
        }
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

    private static Far far(FileImport run) {
        return new Far(run.done(), run.total(), !run.isRunning());
    }

    @PostMapping("/{run}/deletion")
    String delete(@PathVariable String run) {
        imports.delete(find(run));
        return "redirect:/desk/import?deleted";
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
        FileImport found = find(run);
        if (found.isRunning() || found.total() == 0) {
            throw Refusal.notFound("还没有导入结果");
        }
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("不合格的行." + extension, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(content.apply(records.report(found)));
    }

    /** One's own alone: people's names and numbers are in it. */
    private FileImport find(String run) {
        String me = duty.require().username();
        return files.find(run)
                .filter(one ->
                        one.kind().equals(records.name()) && one.startedBy().equals(me))
                .orElseThrow(() -> Refusal.notFound("这份导入报告已不再保留。已入库的记录在“热线导入”中，同一份文件再导入一次也不会重复"));
    }
}
