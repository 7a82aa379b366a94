package org.ganxian.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

class BrokenConnectionsTest {

    private final RequestLog log = new RequestLog(new DefaultErrorAttributes());
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/engine-rest/task/1/claim");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /** As the driver says it, and as Tomcat says that a client is gone. */
    @Test
    void aConnectionThatTheDatabaseBreaksOffIsNotTakenForAClientThatIsGone() throws Exception {
        SQLException lost = new SQLException("Communications link failure", "08S01", new EOFException());

        log.doFilter(request, response, (asked, answer) -> {
            throw new CannotCreateTransactionException("Could not open", lost);
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotBlank();
    }

    @Test
    void nobodyAnswersAClientThatIsGone() {
        assertThatThrownBy(() -> log.doFilter(request, response, (asked, answer) -> {
                    throw new EOFException();
                }))
                .isInstanceOf(EOFException.class);
    }
}
