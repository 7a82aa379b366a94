package org.ganxian.platform.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.order.Story;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.thymeleaf.spring6.SpringTemplateEngine;

@IntegrationTest
@Tag("any-database")
@ExtendWith(OutputCaptureExtension.class)
class WarmingTest {

    @Autowired
    List<FirstUse> uses;

    @Autowired
    SpringTemplateEngine templates;

    @Autowired
    Story story;

    @Test
    void nothingIsWrittenAndNothingIsSaid(CapturedOutput output) {
        story.accepts(story.aBrokenLamp());
        int said = output.length();

        List<String> sent = SentStatements.allBy(() -> {
                    uses.forEach(FirstUse::rehearse);
                    return uses;
                })
                .statements();

        assertThat(uses).hasSizeGreaterThanOrEqualTo(5);
        assertThat(templates.getCacheManager().getTemplateCache().keySet()).hasSizeGreaterThan(100);
        assertThat(sent)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.strip().toLowerCase())
                        .startsWith("select")
                        .doesNotContain("for update"));
        assertThat(output.length()).isEqualTo(said);
    }

    @Test
    void aDatabaseThatIsAwayKeepsNobodyFromTheRest(CapturedOutput output) {
        AtomicInteger done = new AtomicInteger();
        FirstUse away = () -> {
            throw new DataAccessResourceFailureException("away");
        };
        Warming warming = new Warming(List.of(away, done::incrementAndGet), true);
        int said = output.length();

        assertThatCode(warming::rehearse).doesNotThrowAnyException();

        assertThat(done).hasValue(1);
        assertThat(output.length()).isEqualTo(said);
    }

    @Test
    void aNodeThatIsToldToStopDoesNotGoOn() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        Warming warming = new Warming(List.of(done::incrementAndGet), true);
        warming.stop();

        warming.rehearse();

        assertThat(done).hasValue(0);
    }

    /** Tomcat would lock itself up: its servlets are made and thrown away at once. */
    @Test
    void whoeverStopsANodeWaitsForWhatIsBeingRehearsed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        FirstUse servlets = () -> {
            begun.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Warming warming = new Warming(List.of(servlets), true);
        warming.begin();
        begun.await();
        ExecutorService node = Executors.newSingleThreadExecutor();
        try {
            Future<?> stopped = node.submit(() -> {
                warming.stop();
                return null;
            });
            assertThatThrownBy(() -> stopped.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            goesOn.countDown();
            assertThat(stopped.get(10, TimeUnit.SECONDS)).isNull();
        } finally {
            node.shutdownNow();
        }
    }
}
