package org.ganxian.walk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ganxian.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A walk through the product in a real browser, as the person it is for, on the demo data that {@code spring-boot:run}
 * shows. Left out by {@code -Dskip.browser=true}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ganxian.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "camunda.bpm.job-execution.enabled=false",
            "ganxian.rate-limit.create=100000",
            "ganxian.rate-limit.query=100000"
        })
@ContextConfiguration(initializers = TestDatabase.class)
@ActiveProfiles("demo")
// The engine's REST API finds its engine by a name that all engines of a JVM share: one context at a time.
@DirtiesContext
@Tag("browser")
@interface BrowserTest {}
