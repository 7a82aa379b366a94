package org.ganxian.catalogue;

import static org.ganxian.OwnForm.withToken;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Keeps the catalogue as members of staff do, by pages and by API. */
@TestComponent
class CatalogueDesk {

    static final String IMPORT = "/api/services/import";

    @Autowired
    MockMvc mvc;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcTemplate sql;

    ResultActions opens(String username, String path) throws Exception {
        return mvc.perform(get(path).servletPath(path.replaceAll("\\?.*", "")).with(httpBasic(username, "ganxian")));
    }

    ResultActions nobodyOpens(String path) throws Exception {
        return mvc.perform(get(path).servletPath(path.replaceAll("\\?.*", "")));
    }

    ResultActions sends(String username, String path, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post(path);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request.with(httpBasic(username, "ganxian")).with(withToken()));
    }

    ResultActions imports(String username, String path, Object file, String... fields) throws Exception {
        byte[] content = file instanceof byte[] bytes ? bytes : file.toString().getBytes(StandardCharsets.UTF_8);
        MockHttpServletRequestBuilder request =
                multipart(path).file(new MockMultipartFile("file", "事项.json", "application/json", content));
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request.with(httpBasic(username, "ganxian")).with(withToken()));
    }

    ResultActions previews(Object file) throws Exception {
        return imports("admin", IMPORT + "?preview", file);
    }

    JsonNode read(ResultActions answer) throws Exception {
        return json.readTree(answer.andReturn().getResponse().getContentAsByteArray());
    }

    static Document page(ResultActions answer) throws Exception {
        return Jsoup.parse(answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8));
    }

    int versions() {
        return sql.queryForObject("select count(*) from service_item", Integer.class);
    }

    /** Takes away whatever tests have made: items whose code begins with {@code test-}, and later versions of others. */
    void clean() {
        String mine = "(select id from service_item where code like 'test-%' or version > 1)";
        sql.update("delete from service_item_material where item_id in " + mine);
        sql.update("delete from service_item_department where item_id in " + mine);
        sql.update("delete from service_item where code like 'test-%' or version > 1");
        sql.update("update service_item set valid_until = null");
    }
}
