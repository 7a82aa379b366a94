package org.ganxian;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.metrics.data.RepositoryMetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;

/** 干线: a resident's demand enters by any door and leaves with an answer. */
// People log in by the roster alone: no generated user beside it, whose password would be tried first.
@SpringBootApplication(exclude = {UserDetailsServiceAutoConfiguration.class, RepositoryMetricsAutoConfiguration.class})
@ConfigurationPropertiesScan
// A query is taken apart when it is first needed, or right after the start: all at the start took a sixth of it.
@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.LAZY)
public class GanxianApplication {

    public static void main(String[] args) {
        // The engine writes its dates in the JVM's zone; every node must use the same one.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(GanxianApplication.class, args);
    }
}
