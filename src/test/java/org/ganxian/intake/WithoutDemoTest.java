package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** A city that is no demo, whose doors are narrow enough to see somebody wait. */
@IntegrationTest
@ActiveProfiles("production")
@TestPropertySource(properties = {"ganxian.rate-limit.create=3", "ganxian.rate-limit.query=20"})
class WithoutDemoTest {

    @LocalServerPort
    int port;

    @Test
    void noAccountIsListedAndNothingIsCalledADemo() throws Exception {
        Visitor visitor = new Visitor(port).opens("/").sees(200);
        assertThat(visitor.page().select(".door")).hasSize(4);
        assertThat(visitor.page().text())
                .doesNotContain("ganxian")
                .doesNotContain("密码")
                .doesNotContain("演示");
        assertThat(visitor.opens("/portal").sees(200).page().text()).doesNotContain("演示");
    }

    @Test
    void whoKnocksTooOftenSeesAPageThatSaysSo() throws Exception {
        Visitor visitor = new Visitor(port).opens("/portal");
        for (int i = 0; i < 3; i++) {
            visitor.sends("#form", "description", "").sees(400);
        }
        visitor.sends("#form", "description", "").sees(429);
        assertThat(visitor.text(".lead")).contains("操作过于频繁");
        assertThat(visitor.answer().headers().firstValue("Retry-After")).isPresent();

        for (int i = 0; i < 30; i++) {
            visitor.opens("/portal/track");
        }
        visitor.sees(429);
        assertThat(visitor.text("h1")).isEqualTo("没有完成");
    }
}
