package org.ganxian.intake.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.intake.Challenges;
import org.ganxian.intake.DemandRequest;
import org.ganxian.intake.PlacingOrders;
import org.ganxian.order.following.Following;
import org.ganxian.organization.Units;
import org.ganxian.platform.web.ProblemAnswers.Conflict;
import org.ganxian.platform.web.ProblemAnswers.Contradiction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 也是我的 as an API: what is worked on already, and an order that waits for that answer. */
@Tag(name = "诉求")
@RestController
@RequestMapping(path = "/api/demands")
@RequiredArgsConstructor
class FollowingApi {

    @Schema(name = "同一件事", description = "附近已经受理、可能是同一件的诉求；没有别人写的话")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Alike(
            @Schema(description = "编号，跟着等结果时用", example = "ZZ20261123-000017")
            String number,

            @Schema(description = "分类路径", example = "城乡建设 / 市政管理 / 城市照明")
            String category,

            @Schema(description = "地点路径；只知道距离时没有") @Nullable String place,

            @Schema(description = "离所填位置约多少米，50 的倍数；没填位置时没有") @Nullable
            Long metres,

            @Schema(description = "状态", example = "办理中") String statusTitle,
            @Schema(description = "收到时间") Instant since,
            @Schema(description = "几个人说过，第一个也算") int voices) {

        static Alike of(Following.Matter matter, Categories categories, Units units) {
            return new Alike(
                    matter.number(),
                    String.join(" / ", categories.path(matter.category())),
                    matter.place() == null ? null : units.path(matter.place()),
                    matter.roundedMetres(),
                    matter.status().title(),
                    matter.since(),
                    matter.voices());
        }
    }

    private final PlacingOrders placingOrders;
    private final Challenges challenges;
    private final Categories categories;
    private final Units units;

    @Operation(summary = "找同一件事", description = "内容与点单相同，只查找，不登记。最多三件：公共的事、已经受理、说的差不多、在同一社区或者 500 米以内。告急的和投诉工作人员的没有。")
    @ApiResponse(responseCode = "200", description = "可能是同一件的；没有时为空")
    @PostMapping(
            path = "/alike",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    List<Alike> alike(@Valid @RequestBody DemandRequest request) {
        return placingOrders.like(request).stream()
                .map(matter -> Alike.of(matter, categories, units))
                .toList();
    }

    @Operation(
            summary = "也是我的",
            description = "跟着一件已经受理的诉求等结果：照常登记，有自己的编号和查询码，同时并入那一件。只能跟“找同一件事”找到的。以后觉得不是同一件，可以提出或者撤回。")
    @ApiResponse(responseCode = "201", description = "已登记并跟着等结果；重发时与第一次的编号、查询码相同")
    @Conflict("那一件已经不能跟着等结果，请照常点单")
    @Contradiction("Idempotency-Key 已经用于另一份内容不同的请求")
    @PostMapping(
            path = "/{number}/followers",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DemandApi.Receipt> follow(
            @Parameter(description = "跟着哪一件", example = "ZZ20261123-000017") @PathVariable String number,
            @Valid @RequestBody DemandRequest request,
            @Parameter(description = "1 到 100 个可打印的 ASCII 字符，建议用 UUID")
                    @RequestHeader(name = DemandApi.KEY, required = false)
                    @Nullable
                    String key,
            HttpServletRequest http) {
        DemandApi.requirePrintable(key);
        challenges.require(http);
        return DemandApi.receipt(placingOrders.follow(request, key, number));
    }
}
