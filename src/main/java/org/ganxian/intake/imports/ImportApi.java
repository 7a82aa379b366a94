package org.ganxian.intake.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.DeskDuty;
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

    private final Imports imports;
    private final DeskDuty duty;

    @Operation(summary = "导入记录", description = """
                    一份 CSV（UTF-8 或 GB18030）或 XLSX，第一行是中文列名，列名由 ganxian.import.profiles 配置。\
                    逐行检查：合格的行入库并开始流转，不合格的行带行号和原因退回，空行不计。\
                    每行各自成一个事务，以原系统的编号防重：中断或改好后整份再传一次，已入库的不会重复。\
                    文件本身读不了时返回 400，整份都没有导入。""")
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
        ImportReport report = spooled(file, path -> imports.take(path, profile, Imports.Progress.UNHEARD));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(report);
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
