package org.ganxian.intake.api;

import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Set;
import org.ganxian.platform.web.ProblemAnswers;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document: what the doors have in common. Each door describes itself. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    private static final String STAFF = "staff";
    /** Paths that residents use without a login. */
    private static final Set<String> PUBLIC = Set.of(
            "/api/demands",
            "/api/demands/{number}",
            "/api/demands/{number}/answer",
            "/api/demands/{number}/withdrawal",
            "/api/demands/{number}/objection",
            "/api/demands/{number}/reopening",
            "/api/demands/{number}/followers",
            "/api/demands/alike",
            "/api/demands/{number}/rating",
            "/api/demands/{number}/attachments/{id}",
            "/api/demands/{number}/documents/{id}",
            "/api/applications",
            "/api/applications/{number}/supplement",
            "/api/challenge",
            "/api/categories",
            "/api/categories/suggestions",
            "/api/units",
            "/api/services",
            "/api/services/{code}");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("干线开放接口")
                        .version("1")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
                        .description("""
                                群众诉求和办事申请从登记到评价的接口。

                                - 内容为 JSON，UTF-8 编码，带文件的为 multipart/form-data；时间为 ISO 8601，UTC；经纬度为 WGS 84。
                                - 出错时返回 `application/problem+json`（RFC 9457），`detail` 是可以直接给人看的中文，\
                                `errors` 逐个字段说明原因。
                                - 群众的接口不需要登录，但每个地址的调用频率有限，超过时返回 429 和 `Retry-After`（秒）。\
                                快用完时，点单和申请也返回 429，等一会儿再提交，或者先答一道题，见 `GET /api/challenge`；告急的点单不用答。
                                - 工作人员的接口用 HTTP Basic 登录。"""))
                .components(new Components()
                        .addSecuritySchemes(
                                STAFF,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description("工作人员的账号和密码"))
                        .addSchemas("Problem", problem()));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("出错的原因（RFC 9457）")
                .addProperty("title", new StringSchema().example("请求有误"))
                .addProperty("status", new IntegerSchema().example(400))
                .addProperty("detail", new StringSchema().example("请填写联系电话"))
                .addProperty("instance", new StringSchema().example("/api/demands"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .description("逐个字段的原因；与具体字段无关时没有")
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema().example("contact.phone"))
                                        .addProperty("message", new StringSchema().example("请填写联系电话"))));
    }

    /** Says on every operation what can go wrong with any of them. */
    @Bean
    GlobalOpenApiCustomizer commonAnswers() {
        return api -> api.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> complete(operation, PUBLIC.contains(path))));
    }

    private static void complete(Operation operation, boolean isPublic) {
        add(operation, "400", "请求有误，errors 逐个字段说明原因");
        if (operation.getRequestBody() != null) {
            add(operation, "413", "提交的内容过大");
            add(operation, "415", "不支持的内容类型");
        }
        if (isPublic) {
            add(operation, "429", "操作过于频繁，Retry-After 之后再试");
        } else {
            add(operation, "401", "请先登录");
            add(operation, "403", "没有权限");
            operation.setSecurity(List.of(new SecurityRequirement().addList(STAFF)));
        }
        add(operation, "500", "系统出错");
    }

    private static void add(Operation operation, String status, String description) {
        operation
                .getResponses()
                .computeIfAbsent(
                        status,
                        s -> new ApiResponse()
                                .description(description)
                                .content(new Content()
                                        .addMediaType(
                                                APPLICATION_PROBLEM_JSON_VALUE,
                                                new MediaType().schema(new Schema<>().$ref(ProblemAnswers.SCHEMA)))));
    }
}
