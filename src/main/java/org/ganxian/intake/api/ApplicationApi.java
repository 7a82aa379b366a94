package org.ganxian.intake.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Encoding;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.document.Document;
import org.ganxian.intake.ApplicationRequest;
import org.ganxian.intake.BrokenRules;
import org.ganxian.intake.Challenges;
import org.ganxian.intake.FilingApplications;
import org.ganxian.intake.MaterialParts;
import org.ganxian.intake.Progress;
import org.ganxian.intake.Tracking;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.Downloads;
import org.ganxian.platform.web.ProblemAnswers.Conflict;
import org.ganxian.platform.web.ProblemAnswers.NotFound;
import org.ganxian.platform.web.UnreadableJson;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 在线申请 as an API: file an application with its materials, supply what is missing, fetch the documents. */
@Tag(name = "申请", description = "按办事指南申请一个事项、补正材料、取文书。查询、撤回、评价与诉求相同，见“诉求”。不需要登录。")
@RestController
@RequestMapping("/api")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ApplicationApi {

    private static final String APPLICATION = "application";
    private static final int JSON_BYTES = 64 * 1024;

    /** The parts of a request, for the document only: what comes in is read part by part. */
    @Schema(name = "申请表单", description = "材料文件的名字是 materials. 加材料编码，见 GET /api/services/{code}；同一材料可以有几个文件")
    record Form(
            @Schema(description = "申请的内容，JSON") ApplicationRequest application,

            @ArraySchema(
                    arraySchema = @Schema(description = "这份材料的文件，每个不超过 10 MB，PDF、JPEG、PNG 或 WebP"),
                    schema = @Schema(type = "string", format = "binary"))
            @JsonProperty("materials.application-form")
            List<String> materials) {}

    @Schema(name = "补正表单", description = "材料文件的名字是 materials. 加材料编码")
    record SupplementForm(
            @Schema(description = "查询码", example = "40271836")
            String code,

            @Schema(description = "说明，最多 2000 字；上传了材料时可以不填") String note,

            @ArraySchema(
                    arraySchema = @Schema(description = "这份材料的文件，每个不超过 10 MB，PDF、JPEG、PNG 或 WebP"),
                    schema = @Schema(type = "string", format = "binary"))
            @JsonProperty("materials.floor-plan")
            List<String> materials) {}

    @Schema(name = "申请回执")
    record Receipt(
            @Schema(description = "申请编号", example = "ZZ20261123-000017")
            String number,

            @Schema(description = "查询码，请与编号一起妥善保存", example = "40271836")
            String queryCode) {}

    /** What the fields of a supplement have to be. */
    public record Supplement(
            @NotBlank(message = "请填写查询码") @Nullable String code,

            @CodePointLength(max = Demands.NOTE_LENGTH, message = "说明不能超过 {max} 字")
            @Texts.Readable(message = "说明含有不可见的控制字符，请删除后重试")
            @Nullable
            String note) {}

    private final FilingApplications filing;
    private final Challenges challenges;
    private final Tracking tracking;
    private final BrokenRules brokenRules;
    private final ObjectMapper json;

    @Operation(
            summary = "申请办理",
            description = "申请一个事项并上传材料，得到编号和查询码。缺少必需的材料也可以提交，前台会一次告知补正。免提交的材料不用上传。"
                    + "每个文件不超过 10 MB，整个请求不超过 21 MB，一件申请最多 40 个文件。",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = Form.class),
                                            encoding =
                                                    @Encoding(
                                                            name = APPLICATION,
                                                            contentType = MediaType.APPLICATION_JSON_VALUE))))
    @ApiResponse(
            responseCode = "201",
            description = "已登记",
            headers = @Header(name = "Location", description = "查询这件申请的地址", schema = @Schema(type = "string")))
    @Conflict("文件多于 40 个")
    @PostMapping(
            path = "/applications",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> file(HttpServletRequest request) {
        MaterialParts.requireOnly(request, Set.of(APPLICATION));
        ApplicationRequest application = read(MaterialParts.part(request, APPLICATION)
                .orElseThrow(() -> Refusal.field(APPLICATION, "缺少 application，内容为 JSON")));
        challenges.require(request);
        Demand demand =
                filing.file(application, MaterialParts.of(request), null).demand();
        return ResponseEntity.created(URI.create("/api/demands/" + demand.number()))
                .cacheControl(CacheControl.noStore())
                .body(new Receipt(demand.number(), demand.queryCode()));
    }

    private ApplicationRequest read(byte[] content) {
        if (content.length > JSON_BYTES) {
            throw Refusal.tooLarge("application 过大，不能超过 64 KB");
        }
        ApplicationRequest application;
        try {
            application = json.readValue(content, ApplicationRequest.class);
        } catch (IOException e) {
            throw UnreadableJson.explain(e);
        }
        if (application == null) {
            throw Refusal.field(APPLICATION, "application 应为 JSON 对象");
        }
        return application;
    }

    @Operation(
            summary = "补正材料",
            description = "上传补正告知书要求的材料，或者填写说明；前台重新核对。",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = SupplementForm.class))))
    @ApiResponse(responseCode = "200", description = "已补正")
    @NotFound("编号或查询码不正确")
    @Conflict("目前没有需要补正的内容")
    @PostMapping(
            path = "/applications/{number}/supplement",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Progress supplement(
            @Parameter(description = "申请编号", example = "ZZ20261123-000017") @PathVariable String number,
            HttpServletRequest request) {
        MaterialParts.requireOnly(request, Set.of("code", "note"));
        Supplement supplement = new Supplement(text(request, "code"), text(request, "note"));
        Map<String, String> wrong = brokenRules.of(supplement);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        tracking.find(number, supplement.code());
        filing.supplement(number, supplement.code(), supplement.note(), MaterialParts.of(request));
        return tracking.progress(number, supplement.code());
    }

    private static @Nullable String text(HttpServletRequest request, String name) {
        return MaterialParts.part(request, name)
                .map(bytes -> Texts.visible(new String(bytes, StandardCharsets.UTF_8)))
                .orElse(null);
    }

    @Operation(summary = "取文书", description = "凭编号和查询码取这件申请的一份文书，PDF/A。")
    @ApiResponse(
            responseCode = "200",
            description = "文书",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @NotFound("编号或查询码不正确，或者没有这份文书")
    @GetMapping("/demands/{number}/documents/{id}")
    ResponseEntity<byte[]> document(
            @PathVariable String number,
            @PathVariable Long id,
            @Parameter(description = "查询码", example = "40271836") @RequestParam String code) {
        Document document = tracking.document(number, code, id);
        return Downloads.inline(document.filename(), MediaType.APPLICATION_PDF_VALUE, document.content());
    }
}
