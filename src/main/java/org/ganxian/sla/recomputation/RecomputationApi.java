package org.ganxian.sla.recomputation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.ProblemAnswers.NotFound;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far recomputations are and what they moved. */
@Tag(name = "时限重算", description = "日历或时限规则改动后，在办诉求的期限自动重算；这里查看进度和结果。市级管理者和系统管理员可以使用。")
@RestController
@RequestMapping(path = "/api/sla/recomputations", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RecomputationApi {

    @Schema(name = "时限重算")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Schema(description = "编号", example = "3") Long id,

            @Schema(description = "CALENDAR 日历改动，POLICY 套用时限规则")
            Recomputation.Kind kind,

            @Schema(description = "原因", example = "导入 2027 年放假安排")
            String cause,

            @Schema(description = "日历改动的第一天；套用时限规则时省略") @Nullable
            LocalDate from,

            @Schema(description = "日历改动的最后一天；套用时限规则时省略") @Nullable
            LocalDate to,

            @Schema(description = "改动日历的单位；全国的放假安排和时限规则省略") @Nullable
            String unit,

            @Schema(description = "由谁引起") String requestedBy,
            @Schema(description = "开始时间") Instant requestedAt,
            @Schema(description = "RUNNING 进行中，DONE 已完成") Recomputation.State state,

            @Schema(description = "true 表示多次出错后停住，需要系统管理员在 Cockpit 中重试")
            boolean stuck,

            @Schema(description = "要核对的计时总数") int total,
            @Schema(description = "已核对") int done,
            @Schema(description = "其中到期或预警时间变动的") int moved,
            @Schema(description = "其中原有超时记录需要人工复核的") int flagged,
            @Schema(description = "其中未能重算、期限不变的，原因见变动列表") int setAside,

            @Schema(description = "完成时间；进行中省略") @Nullable Instant finishedAt) {}

    @Schema(name = "期限变动")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Move(
            @Schema(description = "诉求编号", example = "ZZ20261123-000017")
            String number,

            @Schema(description = "环节") Milestone step,
            @Schema(description = "环节名称", example = "办结") String stepTitle,
            @Schema(description = "原到期时间") @Nullable Instant oldDue,

            @Schema(description = "重算的到期时间；需要复核的，是按新日历本应到期的时间，记录仍按原到期时间")
            Instant newDue,

            @Schema(description = "true 表示需要人工复核") boolean flagged,
            @Schema(description = "true 表示未能重算，期限不变") boolean setAside,
            @Schema(description = "说明；没有时省略") @Nullable String note) {}

    @Schema(name = "期限变动列表")
    record Moves(
            @Schema(description = "总数") long total,
            @Schema(description = "第几页，从 0 起") int page,
            @Schema(description = "需要复核的在前") List<Move> moves) {}

    private final Recomputations recomputations;
    private final CalendarAdministrators administrators;
    private final CurrentActor actors;

    @Operation(summary = "最近的重算", description = "最近 50 次，新的在前。")
    @ApiResponse(responseCode = "200", description = "重算列表")
    @GetMapping
    List<Item> all() {
        administrators.orManagersOfTheCity();
        return recomputations.latest().stream().map(this::item).toList();
    }

    @Operation(summary = "一次重算的进度")
    @ApiResponse(responseCode = "200", description = "进度")
    @NotFound("没有这次重算")
    @GetMapping("/{id}")
    Item one(@Parameter(description = "编号", example = "3") @PathVariable long id) {
        administrators.orManagersOfTheCity();
        return item(recomputations.get(id));
    }

    @Operation(summary = "一次重算的结果", description = "到期时间变动的和需要复核的逐条列出，分页。")
    @ApiResponse(responseCode = "200", description = "变动")
    @NotFound("没有这次重算")
    @GetMapping("/{id}/moves")
    Moves moves(
            @Parameter(description = "编号", example = "3") @PathVariable long id,
            @Parameter(description = "第几页，从 0 起") @RequestParam(defaultValue = "0") int page,
            @Parameter(description = "每页条数，1 到 200") @RequestParam(defaultValue = "50") int size) {
        administrators.orManagersOfTheCity();
        PageRequest wanted = Paging.of(page, size);
        Recomputation found = recomputations.get(id);
        Page<RecomputationMove> some = recomputations.moves(found.id(), wanted);
        return new Moves(
                some.getTotalElements(), page, some.map(RecomputationApi::move).toList());
    }

    Item item(Recomputation one) {
        return new Item(
                one.id(),
                one.kind(),
                one.cause(),
                one.fromDay(),
                one.toDay(),
                one.unitCode(),
                who(one.requestedBy()),
                one.requestedAt(),
                one.state(),
                recomputations.isStuck(one),
                one.total(),
                one.done(),
                one.moved(),
                one.flagged(),
                one.setAside(),
                one.finishedAt());
    }

    private String who(String id) {
        return Actor.SYSTEM.id().equals(id)
                ? Actor.SYSTEM.title()
                : actors.of(id).title() + "（" + id + "）";
    }

    private static Move move(RecomputationMove line) {
        return new Move(
                line.subject(),
                line.step(),
                line.step().title(),
                line.oldDue(),
                line.newDue(),
                line.isFlagged(),
                line.setAside(),
                line.note());
    }
}
