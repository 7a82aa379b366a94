package org.ganxian;

import jakarta.servlet.http.Cookie;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A form of one of our own pages, sent by MockMvc with the token that the page came with. */
public final class OwnForm {

    private static final String TOKEN = "11111111-1111-1111-1111-111111111111";

    private OwnForm() {}

    /**
     * The cookie and the field. Spring Security's own {@code csrf()} would exchange the application's store of tokens for
     * one of its own, for all the tests that come after.
     */
    public static RequestPostProcessor withToken() {
        return request -> {
            request.setCookies(new Cookie("GANXIAN-XSRF", TOKEN));
            request.addParameter("_csrf", TOKEN);
            return request;
        };
    }
}
