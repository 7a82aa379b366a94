package org.ganxian.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the resident reads about a demand. Holds no contact data. Times are UTC instants. */
@Schema(name = "进展", description = "一件诉求或申请的办理进展，时间为 UTC（ISO 8601）")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
        @Schema(description = "诉求编号", example = "ZZ20261123-000017")
        String number,

        @Schema(description = "标题") String title,
        @Schema(description = "状态代码", example = "HANDLING") String status,
        @Schema(description = "状态", example = "办理中") String statusTitle,

        @Schema(description = "缓急：危险、紧急、一般、疑难；分派之前没有", example = "一般") @Nullable
        String priority,

        @Schema(description = "分类路径", example = "城乡建设 / 市政管理 / 城市照明")
        String category,

        @Schema(description = "地点路径；不清楚时没有", example = "漳州市 / 芗城区 / 巷口街道 / 榕荫社区") @Nullable
        String place,

        @Schema(description = "收到时间") Instant receivedAt,
        @Schema(description = "首次响应期限") @Nullable Instant firstResponseDue,
        @Schema(description = "办结期限") @Nullable Instant completionDue,

        @Schema(description = "true 表示期限暂定：其中一年的放假安排还没有公布") boolean provisional,

        @Schema(description = "并入的诉求编号；未合并时没有") @Nullable String master,

        @Schema(description = "并入的诉求现在的状态；未合并时没有", example = "办理中") @Nullable
        String masterStatusTitle,

        @Schema(description = "照片，用 GET /api/demands/{number}/attachments/{id} 取")
        List<Photo> photos,

        @Schema(description = "申请办理的事项；诉求没有", example = "公共场所卫生许可（新办）") @Nullable
        String item,

        @Schema(description = "申请的文书，用 GET /api/demands/{number}/documents/{id} 取；诉求没有") @Nullable
        List<Paper> documents,

        @Schema(description = "受理以前还缺的必需材料；诉求没有") @Nullable List<MissingMaterial> missing,

        @Schema(description = "取件码，出件以后、领取以前才有", example = "402718") @Nullable
        String pickupCode,

        @Schema(description = "经过，从早到晚") List<Line> timeline) {

    /** Without what is the resident's own: the code that fetches the result, photos, documents. */
    public Progress forStaff() {
        return new Progress(
                number,
                title,
                status,
                statusTitle,
                priority,
                category,
                place,
                receivedAt,
                firstResponseDue,
                completionDue,
                provisional,
                master,
                masterStatusTitle,
                List.of(),
                item,
                null,
                missing,
                null,
                timeline);
    }

    /** A document that was issued about an application. */
    @Schema(name = "文书")
    record Paper(
            Long id,
            @Schema(description = "名称", example = "受理通知书") String title,

            @Schema(description = "文号", example = "漳受〔2026〕17号")
            String serial,

            @Schema(description = "出具时间") Instant issuedAt) {}

    /** A material that the applicant still has to bring. */
    @Schema(name = "所缺材料")
    public record MissingMaterial(
            @Schema(description = "编码", example = "floor-plan")
            String code,

            @Schema(description = "名称") String name) {}

    /** A photo of the demand itself. */
    @Schema(name = "照片")
    record Photo(
            Long id,
            @Schema(example = "image/jpeg") String mediaType,

            @Schema(description = "true 表示是群众上传的，false 表示是办理人员上传的")
            boolean byResident) {}

    /** One thing that happened; {@code following} is true on lines of the demand that this one was merged into. */
    @Schema(name = "经过")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            @Schema(description = "时间") Instant at,

            @Schema(description = "步骤代码", example = "DISPATCHED")
            String step,

            @Schema(description = "步骤", example = "支部下单") String title,

            @Schema(description = "谁", example = "榕荫社区党支部派单员")
            String actor,

            @Schema(description = "说明") @Nullable String text,

            @Schema(description = "true 表示这一步发生在并入的那件诉求上") @Nullable
            Boolean following) {}
}
