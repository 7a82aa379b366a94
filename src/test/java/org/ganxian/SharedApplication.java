package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.reconciliation.Reconciliation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets one class of tests after the other use the same application, and gives each the database as it was when that
 * application had started. Before another application starts, the one before is closed: the engine's REST API finds its
 * engine by a name that all engines of a JVM share.
 */
public class SharedApplication implements TestExecutionListener, Ordered {

    private static @Nullable TestContext last;
    /** Of the one application that runs; of more than one, none would ever leave the memory. */
    private static @Nullable DatabaseSnapshot snapshot;

    /** Before Spring's own listeners, which load the application. */
    @Override
    public int getOrder() {
        return 0;
    }

    /** Once a class, and not before its extensions have begun: some of them are what the application talks to. */
    @Override
    public void prepareTestInstance(TestContext test) {
        if (last != null && last.getTestClass() == test.getTestClass()) {
            return;
        }
        if (!test.hasApplicationContext()) {
            close();
        }
        last = test;
        ClockUtil.reset();
        ApplicationContext application = test.getApplicationContext();
        bean(application, DataSource.class).ifAvailable(database -> {
            if (snapshot == null) {
                snapshot = DatabaseSnapshot.of(database);
            } else {
                snapshot.restore();
            }
        });
        bean(application, ProcessCoverage.class).ifAvailable(ProcessCoverage::forget);
        bean(application, IdentityService.class).ifAvailable(IdentityService::clearAuthentication);
    }

    /** Whatever a class of tests has done, no case is left without a task, a wait or an end, and everything says the same. */
    @Override
    public void afterTestClass(TestContext test) {
        if (test.hasApplicationContext() && !test.getTestClass().isAnnotationPresent(BreaksTies.class)) {
            bean(test.getApplicationContext(), Reconciliation.class)
                    .ifAvailable(reconciliation -> assertThat(
                                    reconciliation.look(null, Integer.MAX_VALUE).breaks())
                            .as("ties that %s has left broken", test.getTestClass())
                            .isEmpty());
        }
    }

    /** For a test that starts an application by itself. */
    public static void close() {
        if (last != null) {
            last.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
            last = null;
            snapshot = null;
        }
    }

    private static <T> ObjectProvider<T> bean(ApplicationContext application, Class<T> type) {
        return application.getBeanProvider(type);
    }
}
