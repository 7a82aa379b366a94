package org.ganxian.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Part of a processor for each node, {@code -Dnodes.cores=0.5}: on a small machine one node takes it all, and what a second
 * one adds cannot be seen. By Linux' control groups, so it needs root; without the setting nothing is limited.
 */
final class Share {

    private static final String CORES = System.getProperty("nodes.cores", "");
    private static final Path OLD = Path.of("/sys/fs/cgroup/cpu");
    /** Short, so that a node is held up for milliseconds only when its share is used up. */
    private static final int PERIOD_MICROS = 10_000;

    private Share() {}

    static String inWords() {
        return CORES.isEmpty() ? "" : ", " + CORES + " cores a node";
    }

    /** From now on. */
    static void limit(ProcessHandle process) throws IOException {
        if (CORES.isEmpty()) {
            return;
        }
        boolean isOld = Files.isDirectory(OLD);
        Path group = (isOld ? OLD : Path.of("/sys/fs/cgroup")).resolve("ganxian-" + process.pid());
        Files.createDirectory(group);
        long quota = Math.round(Double.parseDouble(CORES) * PERIOD_MICROS);
        if (isOld) {
            write(group, "cpu.cfs_period_us", PERIOD_MICROS);
            write(group, "cpu.cfs_quota_us", quota);
        } else {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        }
        write(group, "cgroup.procs", process.pid());
        process.onExit().thenRun(() -> group.toFile().delete());
    }

    private static void write(Path group, String file, long value) throws IOException {
        Files.writeString(group.resolve(file), String.valueOf(value));
    }
}
