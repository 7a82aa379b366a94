package org.ganxian;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Deeds at the same moment, each in a thread of its own. */
public final class Race {

    private Race() {}

    /** What came of both, in the order of the deeds; fails when one of them throws. */
    public static <T> List<T> between(Callable<T> one, Callable<T> other) {
        return among(2, n -> n == 0 ? one : other);
    }

    /** As {@link #between}, of more than two; what the nth does, from 0. */
    public static <T> List<T> among(int people, IntFunction<Callable<T>> deeds) {
        CyclicBarrier start = new CyclicBarrier(people);
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            List<Future<T>> begun = IntStream.range(0, people)
                    .mapToObj(deeds)
                    .map(deed -> threads.submit(() -> after(start, deed)))
                    .toList();
            List<T> outcomes = new ArrayList<>();
            for (Future<T> one : begun) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T after(CyclicBarrier start, Callable<T> deed) throws Exception {
        start.await();
        return deed.call();
    }
}
