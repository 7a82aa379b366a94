package org.ganxian;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** 干线: a resident's demand enters by any door and leaves with an answer. */
@SpringBootApplication
@org.springframework.boot.context.properties.ConfigurationPropertiesScan
public class GanxianApplication {

    public static void main(String[] args) {
        SpringApplication.run(GanxianApplication.class, args);
    }
}
