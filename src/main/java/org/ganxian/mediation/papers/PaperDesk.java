package org.ganxian.mediation.papers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/** What papers are issued and read with: who, when, and that it is on record. */
@Component
@RequiredArgsConstructor
class PaperDesk {

    private final ObjectMapper json;
    private final Clock clock;
    private final CurrentActor current;
    private final Audit audit;

    /** To the second, as a paper is dated. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    String who() {
        return current.get().id();
    }

    void record(String action, String subject) {
        audit.record(current.get(), action, subject);
    }

    String write(Sheet sheet) {
        try {
            return json.writeValueAsString(sheet);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Sheet read(String sheet) {
        try {
            return json.readValue(sheet, Sheet.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
