package org.ganxian.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.ServiceTerms.Terms;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.ProblemAnswers.Conflict;
import org.ganxian.platform.web.ProblemAnswers.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What can be applied for, open to all; and the administrator's import. */
@Tag(name = "政务服务事项", description = "可以办理的事项和办事指南，不需要登录；导入只有市级系统管理员可以使用。")
@RestController
@RequestMapping(path = "/api/services", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ServiceApi {

    @Schema(name = "承办部门")
    record Department(
            @Schema(description = "部门职能", example = "HEALTH")
            String function,

            @Schema(description = "部门名称", example = "卫生健康局") String name) {}

    @Schema(name = "材料")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MaterialItem(
            @Schema(description = "编码，在事项内唯一", example = "test-report")
            String code,

            @Schema(description = "名称") String name,
            @Schema(description = "true 表示必需，false 表示可以后补") boolean required,

            @Schema(description = "免提交：由谁提供；由申请人提交时省略") @Nullable
            String heldBy,

            @Schema(description = "说明；没有时省略") @Nullable String note) {

        static MaterialItem of(Material m) {
            return new MaterialItem(m.code(), m.name(), m.required(), m.heldBy(), m.note());
        }
    }

    @Schema(name = "事项")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Schema(description = "编码", example = "hygiene-permit")
            String code,

            @Schema(description = "版本，从 1 起", example = "1") int version,
            @Schema(description = "名称") String name,
            @Schema(description = "法律依据") String legalBasis,
            @Schema(description = "承办部门，牵头的在前") List<Department> departments,
            @Schema(description = "true 表示多个部门联合办理") boolean joint,
            @Schema(description = "材料") List<MaterialItem> materials,

            @Schema(description = "法定时限，工作日", example = "20")
            int statutoryDays,

            @Schema(description = "承诺时限，工作日", example = "10")
            int promisedDays,

            @Schema(description = "收费，元；不收费时省略", example = "20.00") @Nullable
            BigDecimal fee,

            @Schema(description = "收费说明；没有时省略") @Nullable String feeNote,

            @Schema(description = "办理结果的编码，见代码表", example = "LICENCE")
            String resultType,

            @Schema(description = "办理结果的名称", example = "许可证件")
            String resultTitle,

            @Schema(description = "true 表示行政许可") boolean permit,
            @Schema(description = "true 表示需要申请人的身份证号") boolean needsIdNumber,
            @Schema(description = "true 表示窗口可以当场办结") boolean answeredOnTheSpot,
            @Schema(description = "办理条件和说明；没有时省略") @Nullable String guide,
            @Schema(description = "生效日期") LocalDate validFrom,
            @Schema(description = "最后一天；没有定下时省略") @Nullable LocalDate validUntil) {}

    @Schema(name = "事项导入结果")
    record ImportAnswer(
            @Schema(description = "true 表示只是预览，没有改动") boolean preview,
            @Schema(description = "true 表示没有错误，并且有需要导入的内容") boolean acceptable,

            @Schema(description = "逐个事项：NEW 新增，CHANGED 变更，UNCHANGED 不变，ERROR 错误")
            List<ServiceImports.Line> items,

            @Schema(description = "导入时原样带上；导入会做的与预览不同时，会被拒绝")
            String previewed) {}

    private final ServiceItems items;
    private final ServiceCatalogue catalogue;
    private final ServiceImports imports;
    private final ServiceAdministrators administrators;
    private final ServiceTerms terms;

    @Operation(summary = "可以办理的事项", description = "今天有效的全部事项，按编码排列，包含材料和时限。")
    @ApiResponse(responseCode = "200", description = "事项列表")
    @GetMapping
    List<Item> available() {
        Terms now = terms.now();
        return items.available(catalogue.today()).stream()
                .map(i -> item(i, now))
                .toList();
    }

    @Operation(summary = "办事指南", description = "一个事项今天有效的版本。")
    @ApiResponse(responseCode = "200", description = "事项")
    @NotFound("没有这个事项，或者今天不能办理")
    @GetMapping("/{code}")
    Item one(@Parameter(description = "编码", example = "hygiene-permit") @PathVariable String code) {
        return items.find(code, catalogue.today())
                .map(i -> item(i, terms.now()))
                .orElseThrow(() -> Refusal.notFound("没有这个事项，或者现在不能办理"));
    }

    @Operation(
            summary = "导入事项",
            description =
                    "JSON 文件，UTF-8 编码，格式见运维手册。带 preview 参数时只预览差别，不改动任何内容；" + "否则全部导入或全部不导入。文件里没有的事项不受影响。只有市级系统管理员可以使用。")
    @ApiResponse(responseCode = "200", description = "逐个事项的结果")
    @Conflict("导入会做的与预览不同，或者没有需要导入的内容")
    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportAnswer take(
            @Parameter(description = "JSON 文件，最大 1 MB") @RequestParam MultipartFile file,
            @Parameter(description = "带上（不用写值，或者写 true）表示只预览", example = "true") @RequestParam(required = false)
                    String preview,
            @Parameter(description = "预览时得到的 previewed；带上它，导入的就是看过的差别") @RequestParam(required = false)
                    String previewed,
            HttpServletRequest request)
            throws IOException {
        Actor by = administrators.require();
        boolean only = request.getParameterMap().containsKey("preview") && isSet(preview);
        String text = ServiceFile.text(file.getBytes());
        ServiceImports.Preview done = only ? imports.preview(text) : imports.apply(text, previewed, by);
        return new ImportAnswer(only, done.isAcceptable(), done.lines(), done.stamp());
    }

    /** {@code ?preview} alone means yes; whatever is neither yes nor no is refused, so that nobody imports by a slip. */
    private static boolean isSet(String preview) {
        if (preview == null || preview.isEmpty() || preview.equals("true")) {
            return true;
        } else if (preview.equals("false")) {
            return false;
        }
        throw Refusal.field("preview", "preview 应为 true 或 false");
    }

    private static Item item(ServiceItem i, Terms terms) {
        return new Item(
                i.code(),
                i.version(),
                i.name(),
                i.legalBasis(),
                i.functions().stream()
                        .map(f -> new Department(f, terms.departments().getOrDefault(f, f)))
                        .toList(),
                i.isJoint(),
                i.materials().stream().map(MaterialItem::of).toList(),
                i.statutoryDays(),
                i.promisedDays(),
                i.fee().orElse(null),
                i.feeNote(),
                i.resultType(),
                terms.resultOf(i),
                i.isPermit(),
                i.needsIdNumber(),
                i.isAnsweredOnTheSpot(),
                i.guide(),
                i.validFrom(),
                i.validUntil().orElse(null));
    }
}
