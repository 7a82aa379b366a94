package org.ganxian;

import org.ganxian.order.ProcessCoverage;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;

/** What tests lean on, in one piece, so that all of them can share one application: every {@link TestComponent}. */
@TestConfiguration
@ComponentScan(
        useDefaultFilters = false,
        includeFilters = @Filter(TestComponent.class),
        excludeFilters = @Filter(TestConfiguration.class),
        lazyInit = true)
@Import({ProcessCoverage.Setup.class, OneTransactionTest.Saboteur.Setup.class, SentStatements.Everywhere.class})
public class TestComponents {}
