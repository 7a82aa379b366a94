package org.ganxian.intake.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.ganxian.imports.FileImport;
import org.ganxian.imports.FileImports;
import org.ganxian.intake.DeskDuty;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The staff's door for files of other systems' records. */
@Tag(name = "导入", description = "热线等系统的记录整份导入。需要前台受理员或系统管理员的账号。")
@RestController
@RequestMapping("/api/demands")
@RequiredArgsConstructor
class ImportApi {

    private static final int NAME_LENGTH = 120;

    private final Imports imports;
    private final FileImports files;
    private final RecordImport records;
    private final DeskDuty duty;

    @Operation(summary = "导入记录", description = """
        一份 CSV（UTF-8 或 GB18030）或 XLSX，第一行是中文列名，列名由 ganxian.import.profiles 配置。\
        逐行检查：合格的行入库并开始流转，不合格的行带行号和原因退回，空行不计。\
        一批几十行成一个事务，批中有一行不成的，其余的仍然入库；以原系统的编号防重：改好后整份再传一次，已入库的不会重复。\
        调用中断的，过半小时由系统接着做。\
        文件本身读不了时返回 400，整份都没有导入。\
        """)
    @ApiResponse(responseCode = "200", description = "逐行的报告；有不合格的行也是 200")
    @PostMapping(
            path = "/import",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ImportReport> take(
            @Parameter(description = "CSV 或 XLSX 文件，不超过 20 MB；种类看内容，不看扩展名") @RequestParam MultipartFile file,
            @Parameter(description = "按哪一种列名读取；不填则按表头自动识别", example = "hotline") @RequestParam(required = false)
                    String profile) {
        duty.require();
        FileImport begun = spooled(
                file,
                path -> imports.begin(new Imports.Sent(UUID.randomUUID().toString(), path, name(file), profile, true)));
        ImportReport report = records.report(takenIn(begun));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(report);
    }

    private FileImport takenIn(FileImport begun) {
        while (files.step(begun.id())) {
            // Part by part, while the caller waits.
        }
        FileImport ended = files.find(begun.id()).orElseThrow();
        if (ended.refusal() != null) {
            throw Refusal.conflict(ended.refusal());
        }
        return ended;
    }

    static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return Texts.shorten(name == null || name.isBlank() ? "没有名称的文件" : name.replaceAll("\\p{C}", "?"), NAME_LENGTH);
    }

    /** Lets work have the upload as a file of its own, for no longer than the work takes. */
    static <T> T spooled(MultipartFile upload, Function<Path, T> work) {
        try {
            Path file = Files.createTempFile("ganxian-import", null);
            try {
                upload.transferTo(file);
                return work.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
