package org.ganxian.intake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.ResidentsDoor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class CatalogueTest {

    @Autowired
    ResidentsDoor door;

    @Test
    void categoriesAreListedWithTheirPath() throws Exception {
        JsonNode all = door.read(door.from(get("/api/categories")));
        assertThat(all.findValues("level").stream().filter(l -> l.asInt() == 3)).hasSize(517);
        door.from(get("/api/categories").param("level", "1"))
                .andExpect(jsonPath("$[*].level").value(everyItem(is(1))))
                .andExpect(jsonPath("$[0].code").value("01"))
                .andExpect(jsonPath("$[0].path").value("城乡建设"));
        door.from(get("/api/categories").param("q", "安全生产管理"))
                .andExpect(jsonPath("$[*].code").value(hasItem("010102")))
                .andExpect(jsonPath("$[*].path").value(everyItem(containsString("安全生产管理"))));
        door.from(get("/api/categories").param("q", "没有这样的分类"))
                .andExpect(content().json("[]"));
    }

    @Test
    void placesAreListedAndBodiesThatServeThemOnRequest() throws Exception {
        door.from(get("/api/units"))
                .andExpect(jsonPath("$[0].kind").value("CITY"))
                .andExpect(jsonPath("$[0].kindName").value("市"))
                .andExpect(jsonPath("$[*].kind").value(not(hasItem("BRANCH"))));
        door.from(get("/api/units").param("q", "榕荫"))
                .andExpect(jsonPath("$[0].code").value(ResidentsDoor.COMMUNITY))
                .andExpect(jsonPath("$[0].path").value("漳州市 / 芗城区 / 巷口街道 / 榕荫社区"))
                .andExpect(jsonPath("$[0].demo").value(true));
        door.from(get("/api/units").param("kind", "BRANCH"))
                .andExpect(jsonPath("$[*].kindName").value(everyItem(is("党支部"))));
    }

    @Test
    void whoHasACatalogueAlreadyGetsItNotAgain() throws Exception {
        for (String path : new String[] {"/api/categories", "/api/units"}) {
            String etag = door.from(get(path))
                    .andExpect(header().string("Cache-Control", containsString("max-age=")))
                    .andReturn()
                    .getResponse()
                    .getHeader("ETag");
            door.from(get(path).header("If-None-Match", etag))
                    .andExpect(status().isNotModified())
                    .andExpect(content().string(""));
        }
    }
}
