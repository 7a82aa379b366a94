package org.ganxian.calendar;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

/** Asks the clock and changes calendars as members of staff do. */
@TestComponent
public class StaffDesk {

    public static final String PASSWORD = "ganxian";
    public static final String IMPORTS = "/api/sla/calendar/imports";

    /** Invented: no list of 2027 was known when this was written. */
    public static final String LIST_OF_2027 = """
            date,kind,name
            2027-01-01,HOLIDAY,元旦
            2027-02-04,HOLIDAY,春节
            2027-02-05,HOLIDAY,春节
            2027-02-06,HOLIDAY,春节
            2027-02-07,HOLIDAY,春节
            2027-02-08,HOLIDAY,春节
            2027-02-13,WORKDAY,春节
            2027-04-05,HOLIDAY,清明节
            2027-05-01,HOLIDAY,劳动节
            2027-05-02,HOLIDAY,劳动节
            2027-06-09,HOLIDAY,端午节
            2027-09-15,HOLIDAY,中秋节
            2027-10-01,HOLIDAY,国庆节
            2027-10-02,HOLIDAY,国庆节
            2027-10-03,HOLIDAY,国庆节
            """;

    @Autowired
    public MockMvc mvc;

    @Autowired
    ObjectMapper json;

    public ResultActions ask(String path, String... parameters) throws Exception {
        MockHttpServletRequestBuilder request = get(path).with(httpBasic("clerk", PASSWORD));
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return mvc.perform(request);
    }

    public ResultActions deadline(String start, String limit) throws Exception {
        return ask("/api/sla/deadline", "start", start, "limit", limit, "clock", "WORKING");
    }

    public ResultActions preview(String username, Object file) throws Exception {
        return mvc.perform(upload("/api/sla/calendar/preview", file).with(httpBasic(username, PASSWORD)));
    }

    public ResultActions importList(Object file, String... parameters) throws Exception {
        MockMultipartHttpServletRequestBuilder request = upload(IMPORTS, file);
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return mvc.perform(request.with(httpBasic("admin", PASSWORD)));
    }

    public ResultActions undo(String username, long id) throws Exception {
        return mvc.perform(delete(IMPORTS + "/" + id).with(httpBasic(username, PASSWORD)));
    }

    private static MockMultipartHttpServletRequestBuilder upload(String path, Object file) {
        byte[] content = file instanceof byte[] bytes ? bytes : file.toString().getBytes(StandardCharsets.UTF_8);
        return multipart(path).file(new MockMultipartFile("file", "放假安排.csv", "text/csv", content));
    }

    public JsonNode read(ResultActions answer) throws Exception {
        return json.readTree(answer.andReturn().getResponse().getContentAsByteArray());
    }
}
