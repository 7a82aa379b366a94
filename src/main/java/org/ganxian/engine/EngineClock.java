package org.ganxian.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One time for the engine and for us, so that a test which moves the engine's clock moves everything. */
@Configuration
public class EngineClock {

    @Bean
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }

    public static Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    /** Stops the clock at this time, for the engine and for us: for stories that are told in the past. */
    public static void stopAt(Instant time) {
        ClockUtil.setCurrentTime(Date.from(time));
    }

    /** Lets it go with the computer's clock again. */
    public static void reset() {
        ClockUtil.reset();
    }
}
