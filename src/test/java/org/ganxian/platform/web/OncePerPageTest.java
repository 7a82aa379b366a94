package org.ganxian.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class OncePerPageTest {

    private final AtomicInteger reads = new AtomicInteger();

    @AfterEach
    void noRequestIsAnswered() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aPageReadsOnceAndTheNextOneAnew() {
        answering("GET");
        assertThat(read()).isEqualTo(1);
        assertThat(read()).isEqualTo(1);
        answering("GET");
        assertThat(read()).isEqualTo(2);
    }

    @Test
    void whateverMayChangeSomethingReadsEachTime() {
        answering("POST");
        assertThat(read()).isEqualTo(1);
        assertThat(read()).isEqualTo(2);
        RequestContextHolder.resetRequestAttributes();
        assertThat(read()).isEqualTo(3);
    }

    private static void answering(String method) {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest(method, "/desk")));
    }

    private Integer read() {
        return OncePerPage.read("number", Integer.class, reads::incrementAndGet);
    }
}
