package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RememberedTest {

    /** What the database says. */
    private final AtomicReference<String> kept = new AtomicReference<>("first");

    private static Remembered<String> remembered(UnaryOperator<String> reading) {
        return new Remembered<>("nothing", reading, known -> !known.equals("of yesterday"));
    }

    @Test
    void isReadByTheFirstWhoAsksAndNotAgainSoonAfter() {
        Remembered<String> remembered = remembered(before -> kept.get());

        assertThat(remembered.get()).isEqualTo("first");
        kept.set("second");
        assertThat(remembered.get()).isEqualTo("first");
        remembered.refresh();
        assertThat(remembered.get()).isEqualTo("second");
    }

    @Test
    void whatHoldsNoMoreIsReadAgain() {
        kept.set("of yesterday");
        Remembered<String> remembered = remembered(before -> kept.get());
        remembered.refresh();
        kept.set("of today");

        assertThat(remembered.get()).isEqualTo("of today");
    }

    @Test
    void whatCannotBeReadIsTriedAgainByTheNext() {
        Remembered<String> remembered = remembered(before -> {
            if (kept.get().isEmpty()) {
                throw new IllegalStateException("The database is away");
            }
            return kept.get();
        });
        kept.set("");
        assertThatThrownBy(remembered::get).isInstanceOf(IllegalStateException.class);
        kept.set("back");
        assertThat(remembered.get()).isEqualTo("back");
    }

    /** A reading of before a change must not come after that of the change. */
    @Test
    void whileOneReadsOthersGoOnAndAChangeWaits() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Remembered<String> remembered = remembered(before -> {
            String read = kept.get();
            if (reads.getCount() > 0) {
                reads.countDown();
                await(goesOn);
            }
            return read;
        });
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(remembered::get);
        reads.await();

        assertThat(remembered.get()).as("meanwhile").isEqualTo("nothing");
        kept.set("second");
        CompletableFuture<Void> change = CompletableFuture.runAsync(remembered::refresh);
        goesOn.countDown();

        CompletableFuture.allOf(slow, change).join();
        assertThat(remembered.get()).isEqualTo("second");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
