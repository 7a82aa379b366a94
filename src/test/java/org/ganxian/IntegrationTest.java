package org.ganxian;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test on the whole application with the demo's units and people, but none of its demands: on H2, and once more on
 * the MySQL server of {@code GANXIAN_TEST_JDBC_URL} when that is set (see the pom's profile {@code mysql}), but for those
 * tagged {@code any-database}, which ask about pages and doors alone. Engine jobs run only when the test says so.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ganxian.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "ganxian.demo.demands=false",
            "camunda.bpm.job-execution.enabled=false",
            "ganxian.rate-limit.create=100000",
            "ganxian.rate-limit.query=100000"
        })
@ContextConfiguration(initializers = TestDatabase.class)
@ActiveProfiles("demo")
// The engine's REST API finds its engine by a name that all engines of a JVM share: one context at a time.
@DirtiesContext
@Tag("integration")
public @interface IntegrationTest {}
