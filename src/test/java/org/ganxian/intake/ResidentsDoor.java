package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Knocks on the API as a resident would, each time from another address, so that no rate limit is met by chance. */
@TestComponent
public class ResidentsDoor {

    public static final String COMMUNITY = "350602004001";
    public static final String BRANCH = "350602004001B1";

    /** A picture as small as there is. */
    public static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    MockMvc mvc;

    @Autowired
    public ObjectMapper json;

    /** An order as it should be, to be spoilt. */
    public ObjectNode order() {
        ObjectNode order = json.createObjectNode();
        order.put("category", "0908").put("description", "楼道灯坏了三天，老人晚上上下楼不安全");
        order.putObject("place").put("unit", COMMUNITY).put("address", "榕荫小区 3 栋");
        order.putObject("contact").put("name", "陈小明").put("phone", "13900000001");
        return order;
    }

    public static ObjectNode place(ObjectNode order) {
        return (ObjectNode) order.get("place");
    }

    public static ObjectNode contact(ObjectNode order) {
        return (ObjectNode) order.get("contact");
    }

    public ResultActions send(Object body, String... headers) throws Exception {
        return sendTo("/api/demands", body, headers);
    }

    public ResultActions sendTo(String path, Object body, String... headers) throws Exception {
        MockHttpServletRequestBuilder request = post(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body instanceof byte[] bytes ? bytes : body.toString().getBytes("UTF-8"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return from(request);
    }

    public ResultActions from(MockHttpServletRequestBuilder request) throws Exception {
        int n = ADDRESSES.incrementAndGet();
        return mvc.perform(request.with(r -> {
            r.setRemoteAddr("10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255));
            return r;
        }));
    }

    public JsonNode placed(Object body, String... headers) throws Exception {
        return read(send(body, headers));
    }

    public ResultActions track(String number, String code) throws Exception {
        return from(get("/api/demands/{number}", number).param("code", code));
    }

    public JsonNode read(ResultActions answer) throws Exception {
        return json.readTree(answer.andReturn().getResponse().getContentAsByteArray());
    }

    /** An answer by RFC 9457, in Chinese. */
    public static ResultActions problem(ResultActions answer, int status) throws Exception {
        return answer.andExpect(status().is(status))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(jsonPath("$.title").value(matchesPattern("\\p{IsHan}+")))
                .andExpect(jsonPath("$.detail").value(matchesPattern("(?s).*\\p{IsHan}.*")));
    }

    /** By this field, with these words among others. */
    public static void refused(ResultActions answer, String field, String message) throws Exception {
        String body = problem(answer, 400).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        answer.andExpect(jsonPath("$.errors[*].field").value(hasItem(field)))
                .andExpect(jsonPath("$.errors[?(@.field=='" + field + "')].message")
                        .value(hasItem(containsString(message))));
        assertThat(body).doesNotContain("Exception").doesNotContain("org.");
    }
}
