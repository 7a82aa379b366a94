package org.ganxian;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Pages and doors, asked as people of the demo city ask them. */
@TestComponent
public class DeskBrowser {

    @Autowired
    MockMvc mvc;

    public ResultActions as(String username, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic(username, "ganxian")));
    }

    public ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
        return as("admin", request);
    }

    /** As the administrator sees it. */
    public Document page(String path) throws Exception {
        return page(admin(get(path)).andExpect(status().isOk()));
    }

    public static Document page(ResultActions answer) throws Exception {
        return Jsoup.parse(answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8));
    }
}
