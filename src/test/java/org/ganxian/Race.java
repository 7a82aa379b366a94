package org.ganxian;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two deeds at the same moment, each in a thread of its own. */
public final class Race {

    private Race() {}

    /** What came of both, in the order of the deeds; fails when one of them throws. */
    public static <T> List<T> between(Callable<T> one, Callable<T> other) {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<T> first = two.submit(() -> after(start, one));
            Future<T> second = two.submit(() -> after(start, other));
            return List.of(first.get(), second.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            two.shutdownNow();
        }
    }

    private static <T> T after(CyclicBarrier start, Callable<T> deed) throws Exception {
        start.await();
        return deed.call();
    }
}
