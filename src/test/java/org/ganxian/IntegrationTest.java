package org.ganxian;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test on the whole application with the demo's units and people, but none of its demands: on H2, or on the MySQL
 * server of {@code GANXIAN_TEST_JDBC_URL} when that is set (see the pom's profile {@code mysql}). Then those tagged
 * {@code any-database}, which ask about pages and doors alone, still run on H2, and those tagged {@code each-database}
 * on both. Engine jobs run only when the test says so.
 *
 * <p>All classes share one application, and each finds the database as the application left it when it started
 * ({@link SharedApplication}). A class with settings of its own costs a start: think before you add one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        classes = {GanxianApplication.class, TestComponents.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ganxian.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "ganxian.encryption-key-previous=OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=",
            "ganxian.demo.demands=false",
            // WarmingTest does it when it says so.
            "ganxian.warm-up=false",
            "ganxian.metrics.token=token-of-the-tests",
            "spring.test.observability.auto-configure=true",
            // Small, so that a recomputation takes several transactions.
            "ganxian.recomputation.batch=2",
            "camunda.bpm.job-execution.enabled=false",
            // Its job would be due or not by the hour at which tests run.
            "camunda.bpm.generic-properties.properties.history-cleanup-enabled=false",
            "ganxian.rate-limit.create=100000",
            "ganxian.rate-limit.query=100000",
            "ganxian.rate-limit.wrong-codes-of-address=100000",
            "ganxian.login-limit.address=100000",
            // Asked when somebody logs in by it, which one class does (IdentityProvider).
            "spring.security.oauth2.client.registration.city.client-id=ganxian",
            "spring.security.oauth2.client.registration.city.client-secret=secret-of-the-tests",
            "spring.security.oauth2.client.registration.city.client-name=市统一身份认证",
            "spring.security.oauth2.client.registration.city.authorization-grant-type=authorization_code",
            "spring.security.oauth2.client.registration.city.redirect-uri={baseUrl}/login/oauth2/code/{registrationId}",
            "spring.security.oauth2.client.registration.city.scope=openid,profile",
            "spring.jpa.properties.hibernate.session_factory.statement_inspector=org.ganxian.SentStatements"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = {TestDatabase.class, IdentityProvider.Address.class})
@ActiveProfiles("demo")
@Tag("integration")
public @interface IntegrationTest {}
