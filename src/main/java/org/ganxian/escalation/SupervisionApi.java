package org.ganxian.escalation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.ProblemAnswers.Conflict;
import org.ganxian.platform.web.ProblemAnswers.NotFound;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Supervisions of one's area, and raising one by hand. */
@Tag(name = "督办", description = "超时的诉求自动逐级督办；督办员和管理者也可以写明理由发起。只列出本单位和下级单位的督办。")
@RestController
@RequestMapping(path = "/api/supervisions", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class SupervisionApi {

    @Schema(name = "督办列表")
    record Supervised(
            @Schema(description = "总数") long total,
            @Schema(description = "第几页，从 0 起") int page,
            @Schema(description = "新的在前") List<SupervisionView> supervisions) {}

    @Schema(name = "发起督办")
    record Request(
            @Schema(description = "诉求编号", example = "ZZ20261123-000017")
            @NotBlank(message = "请填写诉求编号")
            @Size(max = 24, message = "诉求编号不超过 24 个字符")
            String number,

            @Schema(description = "理由，经办人和上级会看到", example = "老人独居，请尽快上门。")
            @NotBlank(message = "请填写督办的理由")
            @Size(max = Supervisions.REASON, message = "督办的理由不能超过 500 字")
            String reason) {}

    private final Supervisions supervisions;
    private final SupervisionView.Views views;

    @Operation(summary = "本单位和下级单位的督办")
    @ApiResponse(responseCode = "200", description = "督办列表")
    @GetMapping
    Supervised list(
            @Parameter(description = "true 时连同已答复和已结束的") @RequestParam(defaultValue = "false") boolean ended,
            @Parameter(description = "第几页，从 0 起") @RequestParam(defaultValue = "0") int page,
            @Parameter(description = "每页条数，1 到 200") @RequestParam(defaultValue = "50") int size) {
        PageRequest wanted = Paging.of(page, size);
        Page<Supervision> some = supervisions.inArea(ended, null, wanted.withSort(Sort.by(Sort.Direction.DESC, "id")));
        return new Supervised(some.getTotalElements(), page, views.of(some.getContent()));
    }

    @Operation(summary = "发起督办", description = "由诉求的上一级单位限时答复，逾期再上一级。")
    @ApiResponse(responseCode = "201", description = "已发起")
    @NotFound("辖区内没有这件诉求")
    @Conflict("诉求已不在办理中")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    SupervisionView raise(@Valid @RequestBody Request request) {
        return views.of(supervisions.raise(request.number(), request.reason()));
    }
}
