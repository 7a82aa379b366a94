package org.ganxian;

import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.order.Orders;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The application that a benchmark measures: the demo's units and people, no demands, no jobs that run by themselves. */
public final class BenchedCity {

    private BenchedCity() {}

    /** @param server JDBC URL of a MySQL; empty for H2 in memory */
    public static ConfigurableApplicationContext start(String server) {
        return start(server, context -> {});
    }

    /** @param before what happens to the context before it starts */
    public static ConfigurableApplicationContext start(
            String server, ApplicationContextInitializer<ConfigurableApplicationContext> before) {
        System.setProperty("ganxian.test.jdbc-url", server);
        return new SpringApplicationBuilder(GanxianApplication.class)
                .initializers(new TestDatabase(), before)
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--ganxian.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                        "--ganxian.demo.demands=false",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=ERROR",
                        "--spring.main.banner-mode=off");
    }

    /** An order, placed as a resident places it: what is measured is made after its pattern. */
    public static Demand aBrokenLamp(ConfigurableApplicationContext context) {
        return context.getBean(Orders.class).place(brokenLamp());
    }

    /** What the resident writes. */
    public static NewDemand brokenLamp() {
        return new NewDemand(
                null,
                "0908",
                "楼道里的灯坏了，请人来换一下。",
                "350602004001",
                null,
                null,
                null,
                "陈阿伯",
                "13900000001",
                Source.PORTAL,
                null,
                null,
                null,
                null);
    }
}
