package org.ganxian.calendar.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.calendar.CalendarList;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.ProblemAnswers.Conflict;
import org.ganxian.platform.web.ProblemAnswers.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The administrator's door to the yearly list of days off. */
@Tag(name = "工作日历", description = "每年放假安排的预览、导入和撤销。只有市级系统管理员可以使用。")
@RestController
@RequestMapping(path = "/api/sla/calendar", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class CalendarApi {

    private static final long LARGEST_FILE = 1024 * 1024;
    private static final int SOURCE_LENGTH = 500;
    private static final int FILE_NAME_LENGTH = 120;

    @Schema(name = "导入预览")
    record PreviewAnswer(
            @Schema(description = "哪一年的安排；文件读不出日期时为 0", example = "2027")
            int year,

            @Schema(description = "true 表示没有错误，可以导入；还有 WARNING 时请先核对")
            boolean acceptable,

            @Schema(description = "true 表示这一年已有正式安排，导入后将取代它；false 表示这一年目前是暂定")
            boolean published,

            @Schema(description = "与现行日历不同的日子") List<CalendarDiff.DayChange> changes,
            @Schema(description = "需要改正或核对的内容") List<Finding> findings,
            @Schema(description = "文件的 SHA-256") String sha256,

            @Schema(description = "导入时原样带上，日历若已被别人改动，导入会被拒绝")
            String previewed) {}

    @Schema(name = "放假安排")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListItem(
            @Schema(description = "编号，撤销时使用", example = "4") Long id,
            @Schema(description = "哪一年", example = "2027") int year,
            @Schema(description = "true 表示现行") boolean inForce,
            @Schema(description = "来源") String source,
            @Schema(description = "文件名") String fileName,
            @Schema(description = "文件的 SHA-256") String sha256,
            @Schema(description = "导入人") String importedBy,
            @Schema(description = "导入时间") Instant importedAt,
            @Schema(description = "所取代的版本；没有时省略") @Nullable Long replaces,
            @Schema(description = "撤销人；没有撤销时省略") @Nullable String undoneBy,
            @Schema(description = "撤销时间；没有撤销时省略") @Nullable Instant undoneAt) {}

    private final CalendarImports imports;
    private final CalendarAdministrators administrators;
    private final CurrentActor actors;

    @Operation(
            summary = "预览放假安排",
            description = "读取 CSV（date,kind,name，kind 为 HOLIDAY 或 WORKDAY）或 ICS 文件，检查后列出与现行日历的差别。不改动任何内容。")
    @ApiResponse(responseCode = "200", description = "差别和需要核对的内容；文件有错误时 acceptable 为 false")
    @PostMapping(path = "/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    PreviewAnswer preview(@Parameter(description = "CSV 或 ICS 文件，最大 1 MB") @RequestParam MultipartFile file)
            throws IOException {
        administrators.forTheCountry();
        CalendarImports.Preview preview = imports.preview(content(file));
        CalendarProposal proposal = preview.proposal();
        return new PreviewAnswer(
                proposal.year(),
                proposal.isAcceptable(),
                preview.published(),
                preview.changes(),
                proposal.findings(),
                preview.sha256(),
                preview.stamp());
    }

    @Operation(summary = "导入放假安排", description = "文件中的一年立即按它计算。原来的安排保留，可以撤销回去。")
    @ApiResponse(responseCode = "201", description = "已导入")
    @Conflict("有提示没有确认，或者预览之后日历又有变动，或者就是现行的安排")
    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ListItem> apply(
            @Parameter(description = "CSV 或 ICS 文件，最大 1 MB") @RequestParam MultipartFile file,
            @Parameter(description = "来源：通知的名称、文号或网址，最多 500 字", required = true) @RequestParam(required = false)
                    String source,
            @Parameter(description = "预览时得到的 previewed；带上它，导入的就是看过的差别") @RequestParam(required = false)
                    String previewed,
            @Parameter(description = "true 表示提示都已核对") @RequestParam(defaultValue = "false") boolean acceptWarnings)
            throws IOException {
        Actor by = administrators.forTheCountry();
        if (source == null || source.isBlank()) {
            throw Refusal.field("source", "请填写来源（通知的名称、文号或网址）");
        } else if (Texts.length(source) > SOURCE_LENGTH || !Texts.isReadable(source)) {
            throw Refusal.field("source", "来源不能超过 " + SOURCE_LENGTH + " 字，不能有不可见的字符");
        }
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var upload = new CalendarImports.Upload(
                content(file), Texts.shorten(name.replaceAll("\\p{C}", "?"), FILE_NAME_LENGTH), source.strip());
        CalendarList list = imports.apply(upload, previewed, acceptWarnings, by);
        return ResponseEntity.created(URI.create("/api/sla/calendar/imports/" + list.id()))
                .body(item(list));
    }

    @Operation(summary = "历次放假安排", description = "系统自带的和导入的所有版本，年份新的在前。")
    @ApiResponse(responseCode = "200", description = "版本列表")
    @GetMapping("/imports")
    List<ListItem> all() {
        administrators.forTheCountry();
        return imports.all().stream().map(this::item).toList();
    }

    @Operation(summary = "撤销导入", description = "恢复到这次导入之前的安排；之前没有的，这一年恢复为暂定。")
    @ApiResponse(responseCode = "200", description = "已撤销")
    @NotFound("没有这次导入")
    @Conflict("不是现行的安排，或者是系统自带的")
    @DeleteMapping("/imports/{id}")
    ListItem undo(@Parameter(description = "编号", example = "4") @PathVariable long id) {
        return item(imports.undo(id, administrators.forTheCountry()));
    }

    private static byte[] content(MultipartFile file) throws IOException {
        if (file.getSize() > LARGEST_FILE) {
            throw Refusal.tooLarge("文件过大，放假安排不超过 1 MB");
        }
        return file.getBytes();
    }

    private ListItem item(CalendarList list) {
        CalendarList.Origin origin = list.origin();
        return new ListItem(
                list.id(),
                list.year(),
                list.isInForce(),
                origin.source(),
                origin.fileName(),
                origin.sha256(),
                who(list.importedBy()),
                list.importedAt(),
                list.replacedId(),
                list.undoneBy() == null ? null : who(list.undoneBy()),
                list.undoneAt());
    }

    private String who(String id) {
        return CalendarList.SHIPPED.equals(id) ? "系统自带" : actors.of(id).title() + "（" + id + "）";
    }
}
