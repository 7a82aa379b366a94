package org.ganxian.intake.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachment;
import org.ganxian.demand.Demands;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.intake.Challenges;
import org.ganxian.intake.Danger;
import org.ganxian.intake.DemandRequest;
import org.ganxian.intake.PlacingOrders;
import org.ganxian.intake.Progress;
import org.ganxian.intake.Tracking;
import org.ganxian.order.Orders;
import org.ganxian.order.Reopening;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.Downloads;
import org.ganxian.platform.web.ProblemAnswers.Conflict;
import org.ganxian.platform.web.ProblemAnswers.Contradiction;
import org.ganxian.platform.web.ProblemAnswers.NotFound;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The resident's door as an API: place an order and follow it by number and query code. */
@Tag(name = "诉求", description = "点单、查询、补充、撤回、评价。群众凭编号和查询码使用，不需要登录。")
@RestController
@RequestMapping(path = "/api/demands")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DemandApi {

    static final String KEY = "Idempotency-Key";
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,100}");
    /** Room for the grade's name beside the comment in one line of the timeline. */
    private static final int COMMENT_LENGTH = Demands.NOTE_LENGTH - 100;

    @Schema(name = "回执")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(
            @Schema(description = "诉求编号", example = "ZZ20261123-000017")
            String number,

            @Schema(description = "查询码，请与编号一起妥善保存", example = "40271836")
            String queryCode,

            @Schema(description = "涉及危险时的提醒；其他诉求没有这一项", example = Danger.ADVICE) @Nullable
            String advice) {}

    @Schema(name = "补充")
    public record Answer(
            @Schema(description = "查询码", example = "40271836") @NotBlank(message = "请填写查询码")
            String code,

            @Schema(description = "补充说明，最多 2000 字")
            @NotBlank(message = "请填写补充说明")
            @CodePointLength(max = Demands.NOTE_LENGTH, message = "补充说明不能超过 {max} 字")
            @Texts.Readable
            @Nullable
            String text) {}

    @Schema(name = "撤回")
    public record Withdrawal(
            @Schema(description = "查询码", example = "40271836") @NotBlank(message = "请填写查询码")
            String code,

            @Schema(description = "撤回的原因，最多 2000 字，可以不填")
            @CodePointLength(max = Demands.NOTE_LENGTH, message = "撤回的原因不能超过 {max} 字")
            @Texts.Readable
            @Nullable
            String reason) {}

    @Schema(name = "不是同一件事")
    public record Objection(
            @Schema(description = "查询码", example = "40271836") @NotBlank(message = "请填写查询码")
            String code,

            @Schema(description = "哪里不是同一件事，最多 2000 字")
            @NotBlank(message = "请写明哪里不是同一件事")
            @CodePointLength(max = Demands.NOTE_LENGTH, message = "说明不能超过 {max} 字")
            @Texts.Readable
            @Nullable
            String reason) {}

    @Schema(name = "重新办理")
    public record Reopened(
            @Schema(description = "查询码", example = "40271836") @NotBlank(message = "请填写查询码")
            String code,

            @Schema(description = "哪里没有办好，最多 2000 字")
            @NotBlank(message = "请写明哪里没有办好")
            @CodePointLength(max = Demands.NOTE_LENGTH, message = "说明不能超过 {max} 字")
            @Texts.Readable
            @Nullable
            String reason) {}

    @Schema(name = "评价")
    public record Rating(
            @Schema(description = "查询码", example = "40271836") @NotBlank(message = "请填写查询码")
            String code,

            @Schema(description = "5 非常满意，4 满意，3 基本满意，2 不满意，1 非常不满意", example = "5")
            @NotNull(message = "请选择 1 到 5 之间的评价")
            @Min(value = 1, message = "请选择 1 到 5 之间的评价")
            @Max(value = 5, message = "请选择 1 到 5 之间的评价")
            Integer grade,

            @Schema(description = "评价的话，最多 1900 字，可以不填")
            @CodePointLength(max = COMMENT_LENGTH, message = "评价的话不能超过 {max} 字")
            @Texts.Readable
            @Nullable
            String comment) {}

    private final PlacingOrders placingOrders;
    private final Challenges challenges;
    private final Orders orders;
    private final Reopening reopening;
    private final Tracking tracking;

    @Operation(
            summary = "点单",
            description = "提交一件诉求，得到编号和查询码。带上 Idempotency-Key 后，网络中断时可以放心重发：同一个键加同样的内容只产生一件诉求。"
                    + "内容涉及危险（如起火、燃气泄漏）时立即转值班席，回执里有 advice。")
    @ApiResponse(
            responseCode = "201",
            description = "已登记；重发时与第一次的编号、查询码相同",
            headers = {
                @Header(name = "Location", description = "查询这件诉求的地址", schema = @Schema(type = "string")),
                @Header(
                        name = "Idempotency-Replayed",
                        description = "true 表示这是重发，没有产生新的诉求",
                        schema = @Schema(type = "string"))
            })
    @Contradiction("Idempotency-Key 已经用于另一份内容不同的请求")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> place(
            @Valid @RequestBody DemandRequest request,
            @Parameter(
                            description = "1 到 100 个可打印的 ASCII 字符，建议用 UUID",
                            example = "6f1c0c0e-7d0b-4a39-9a0e-0f7f3a1f6f55")
                    @RequestHeader(name = KEY, required = false)
                    String key,
            HttpServletRequest http) {
        requirePrintable(key);
        if (!placingOrders.isUrgent(request)) {
            challenges.require(http);
        }
        return receipt(placingOrders.place(request, key));
    }

    static void requirePrintable(@Nullable String key) {
        if (key != null && !PRINTABLE.matcher(key).matches()) {
            throw Refusal.field(KEY, "Idempotency-Key 应为 1 到 100 个可打印的 ASCII 字符");
        }
    }

    static ResponseEntity<Receipt> receipt(OncePerKey.Placed placed) {
        var demand = placed.demand();
        ResponseEntity.BodyBuilder created = ResponseEntity.created(URI.create("/api/demands/" + demand.number()))
                .cacheControl(CacheControl.noStore());
        if (placed.replayed()) {
            created.header("Idempotency-Replayed", "true");
        }
        return created.body(new Receipt(
                demand.number(), demand.queryCode(), Danger.advice(demand).orElse(null)));
    }

    @Operation(summary = "查询进展", description = "凭编号和查询码。同一编号一小时内输错十次后暂停查询。已合并的诉求会附上所并入诉求的后续办理经过。")
    @ApiResponse(responseCode = "200", description = "办理进展")
    @NotFound("编号或查询码不正确")
    @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    Progress progress(
            @Parameter(description = "诉求编号", example = "ZZ20261123-000017") @PathVariable String number,
            @Parameter(description = "查询码", example = "40271836") @RequestParam String code) {
        return tracking.progress(number, code);
    }

    @Operation(summary = "补充说明", description = "回答派单员的提问；办理期限从此继续计算。")
    @ApiResponse(responseCode = "200", description = "已补充")
    @Conflict("目前没有需要补充的内容")
    @PostMapping(
            path = "/{number}/answer",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Progress answer(@PathVariable String number, @Valid @RequestBody Answer answer) {
        tracking.find(number, answer.code());
        orders.answer(number, answer.code(), answer.text());
        return tracking.progress(number, answer.code());
    }

    @Operation(summary = "撤回", description = "办结之前随时可以撤回。")
    @ApiResponse(responseCode = "200", description = "已撤回")
    @Conflict("已办结，不能再撤回")
    @PostMapping(
            path = "/{number}/withdrawal",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Progress withdraw(@PathVariable String number, @Valid @RequestBody Withdrawal withdrawal) {
        tracking.find(number, withdrawal.code());
        orders.withdraw(number, withdrawal.code(), withdrawal.reason());
        return tracking.progress(number, withdrawal.code());
    }

    @Operation(summary = "提出不是同一件事", description = "已合并的诉求恢复单独办理，只能提出一次；并入的那件已经办结也可以。")
    @ApiResponse(responseCode = "200", description = "已恢复单独办理")
    @Conflict("没有合并，或者已经提出过")
    @PostMapping(
            path = "/{number}/objection",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Progress object(@PathVariable String number, @Valid @RequestBody Objection objection) {
        tracking.find(number, objection.code());
        orders.object(number, objection.code(), objection.reason());
        return tracking.progress(number, objection.code());
    }

    @Operation(
            summary = "要求重新办理",
            description = "点单评价、评价期满或者回访办结以后，办结后 30 天内可以要求重新办理一次，会有人打电话。窗口的申请不能：不服决定的走行政复议或者行政诉讼，情况变了可以重新申请。")
    @ApiResponse(responseCode = "200", description = "已收到，等待回访")
    @Conflict("还没有了结、超过 30 天，或者已经要求过")
    @PostMapping(
            path = "/{number}/reopening",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Progress reopen(@PathVariable String number, @Valid @RequestBody Reopened wish) {
        tracking.find(number, wish.code());
        reopening.reopen(number, wish.code(), wish.reason());
        return tracking.progress(number, wish.code());
    }

    @Operation(summary = "评价", description = "办结后评价一次；不满意和非常不满意会有人回访。已合并的诉求可以在并入的那件办结后 30 天内评价，不满意的恢复单独办理。")
    @ApiResponse(responseCode = "200", description = "已评价")
    @Conflict("还没有办结，或者已经评价过")
    @PostMapping(
            path = "/{number}/rating",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Progress rate(@PathVariable String number, @Valid @RequestBody Rating rating) {
        tracking.find(number, rating.code());
        orders.rate(number, rating.code(), rating.grade(), rating.comment());
        return tracking.progress(number, rating.code());
    }

    @Operation(summary = "取照片", description = "凭编号和查询码取这件诉求的一张照片。")
    @ApiResponse(
            responseCode = "200",
            description = "照片",
            content = @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
    @NotFound("编号或查询码不正确，或者没有这张照片")
    @GetMapping("/{number}/attachments/{id}")
    ResponseEntity<byte[]> photo(
            @PathVariable String number,
            @PathVariable Long id,
            @Parameter(description = "查询码", example = "40271836") @RequestParam String code) {
        Attachment photo = tracking.photo(number, code, id);
        return Downloads.uploaded(
                photo.name(),
                photo.mediaType(),
                photo.content(),
                CacheControl.maxAge(Duration.ofHours(1)).cachePrivate());
    }
}
