package org.ganxian.world.walk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ganxian.GanxianApplication;
import org.ganxian.TestComponents;
import org.ganxian.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A walk through the product in a real browser, as the person it is for, on the demo data that {@code spring-boot:run}
 * shows; each walk finds them as they are at the start. Left out by {@code -Dskip.browser=true}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        classes = {GanxianApplication.class, TestComponents.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ganxian.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "camunda.bpm.job-execution.enabled=false",
            "ganxian.rate-limit.create=100000",
            "ganxian.rate-limit.query=100000"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabase.class)
@ActiveProfiles("demo")
@Tag("browser")
@interface BrowserTest {}
