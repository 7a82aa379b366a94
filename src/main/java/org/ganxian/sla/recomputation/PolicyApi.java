package org.ganxian.sla.recomputation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.platform.web.ProblemAnswers.Conflict;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The manager's choice whether open cases follow limits that have changed. */
@Tag(name = "时限规则", description = "时限规则改动后只用于新诉求；管理者预览后可以套用到在办诉求。市级管理者和系统管理员可以使用。")
@RestController
@RequestMapping(path = "/api/sla/policy", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class PolicyApi {

    @Schema(name = "在办期限变动")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Schema(description = "诉求编号", example = "ZZ20261123-000017")
            String number,

            @Schema(description = "环节") Milestone step,
            @Schema(description = "环节名称", example = "办结") String stepTitle,
            @Schema(description = "现在的到期时间") Instant oldDue,
            @Schema(description = "套用后的到期时间") Instant newDue,
            @Schema(description = "true 表示已经超时：保留原记录，转人工复核") boolean flagged,
            @Schema(description = "true 表示套用后立即超时") boolean late,
            @Schema(description = "说明；没有时省略") @Nullable String note) {}

    @Schema(name = "套用预览")
    record PreviewAnswer(
            @Schema(description = "现行时限规则的版本", example = "2")
            int version,

            @Schema(description = "在办的计时总数") int open,
            @Schema(description = "其中到期或预警时间会变动的") int moved,
            @Schema(description = "其中套用后立即超时的") int late,
            @Schema(description = "其中原有超时记录需要人工复核的") int flagged,
            @Schema(description = "前 200 条") List<Line> first,

            @Schema(description = "套用时原样带上；规则或这些数字有变动时，套用会被拒绝")
            String previewed) {}

    @Schema(name = "套用时限规则")
    record ApplyRequest(
            @Schema(description = "预览时得到的 previewed") @NotBlank(message = "请先预览，再带上预览得到的 previewed")
            String previewed) {}

    private final PolicyChange change;
    private final RecomputationApi recomputations;
    private final CalendarAdministrators administrators;

    @Operation(summary = "预览套用时限规则", description = "按现行时限规则重算全部在办的计时，列出会变动的。不改动任何期限。")
    @ApiResponse(responseCode = "200", description = "会变动的期限")
    @Conflict("现行的规则有误，不能套用")
    @GetMapping("/preview")
    PreviewAnswer preview() {
        administrators.orManagersOfTheCity();
        PolicyChange.Preview preview = change.preview();
        return new PreviewAnswer(
                preview.table().version(),
                preview.open(),
                preview.moved(),
                preview.late(),
                preview.flagged(),
                preview.first().stream().map(PolicyApi::line).toList(),
                preview.hash());
    }

    @Operation(summary = "套用时限规则", description = "让在办诉求改按现行时限规则计时，分批进行；已超时的保留原记录，只标记复核。")
    @ApiResponse(responseCode = "201", description = "已开始，Location 是进度的地址")
    @Conflict("预览之后又有变动，或者没有需要变动的期限")
    @PostMapping(path = "/apply", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RecomputationApi.Item> apply(@Valid @RequestBody ApplyRequest request) {
        Recomputation begun = change.apply(request.previewed(), administrators.orManagersOfTheCity());
        return ResponseEntity.created(URI.create("/api/sla/recomputations/" + begun.id()))
                .body(recomputations.item(begun));
    }

    private static Line line(PolicyChange.Line line) {
        return new Line(
                line.subject(),
                line.step(),
                line.step().title(),
                line.oldDue(),
                line.newDue(),
                line.flagged(),
                line.late(),
                line.note());
    }
}
