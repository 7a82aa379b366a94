package bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Camunda's starters as they come: what the product's start and memory are measured against. */
@SpringBootApplication
public class Bare {

    public static void main(String[] arguments) {
        SpringApplication.run(Bare.class, arguments);
    }
}
