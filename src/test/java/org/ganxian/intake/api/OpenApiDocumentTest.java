package org.ganxian.intake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.ResidentsDoor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
@Tag("any-database")
class OpenApiDocumentTest {

    @Autowired
    ResidentsDoor door;

    @Test
    void theDocumentDescribesTheDoorsInChineseAndNothingOfTheEngine() throws Exception {
        JsonNode document = door.read(door.from(get("/v3/api-docs")).andExpect(status().isOk()));

        assertThat(document.at("/info/title").asText()).isEqualTo("干线开放接口");
        assertThat(document.at("/components/securitySchemes/staff/scheme").asText())
                .isEqualTo("basic");
        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .allMatch(path -> path.startsWith("/api/"))
                .contains("/api/demands", "/api/demands/{number}", "/api/categories", "/api/units");
        JsonNode place = document.at("/paths/~1api~1demands/post");
        assertThat(place.get("summary").asText()).isEqualTo("点单");
        assertThat(place.get("responses").fieldNames())
                .toIterable()
                .contains("201", "400", "413", "415", "422", "429", "500")
                .doesNotContain("200");
        assertThat(place.has("security")).isFalse();
        JsonNode take = document.at("/paths/~1api~1demands~1import/post");
        assertThat(take.get("security")).isNotNull();
        assertThat(take.get("responses").fieldNames()).toIterable().contains("200", "400", "401", "403", "413", "415");
        assertThat(take.at("/requestBody/content").has("multipart/form-data")).isTrue();
        JsonNode apply = document.at("/paths/~1api~1applications/post");
        assertThat(apply.has("security")).isFalse();
        assertThat(apply.get("responses").fieldNames()).toIterable().contains("201", "400", "409", "413", "415", "429");
        assertThat(apply.at("/requestBody/content").fieldNames()).toIterable().containsExactly("multipart/form-data");
        assertThat(document.at("/components/schemas/申请表单/properties/application/$ref")
                        .asText())
                .endsWith("办理申请");
        assertThat(document.at("/components/schemas/办理申请/properties").fieldNames())
                .toIterable()
                .contains("item", "applicant", "phone", "idNumber", "place", "note", "delivery", "postAddress");
        assertThat(document.at("/components/schemas/进展/properties").fieldNames())
                .toIterable()
                .contains("item", "documents", "missing", "pickupCode");
        assertThat(document.at("/components/schemas/导入报告/properties").fieldNames())
                .toIterable()
                .contains("imported", "repeated", "bad", "rows");
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.path("summary").asText()).matches(".*\\p{IsHan}.*");
                for (JsonNode response : operation.get("responses")) {
                    assertThat(response.get("description").asText()).matches(".*\\p{IsHan}.*");
                }
            }
        }
    }

    @Test
    void thePageIsThere() throws Exception {
        door.from(get("/swagger-ui.html")).andExpect(status().is3xxRedirection());
        door.from(get("/swagger-ui/index.html")).andExpect(status().isOk());
    }
}
