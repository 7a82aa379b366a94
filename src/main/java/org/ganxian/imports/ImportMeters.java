package org.ganxian.imports;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Sampled;
import org.springframework.stereotype.Component;

/** {@code ganxian.imports.running} on all nodes, and {@code ganxian.imports.failed} of this one. */
@Component
@RequiredArgsConstructor
class ImportMeters implements MeterBinder {

    private final FileImports imports;

    @Override
    public void bindTo(MeterRegistry registry) {
        Sampled<Integer> running = new Sampled<>(imports::running);
        Gauge.builder("ganxian.imports.running", running::get)
                .description("Files that are being imported, on whichever node")
                .register(registry);
        FunctionCounter.builder("ganxian.imports.failed", imports, FileImports::failed)
                .description("Items of imported files that a fault of the system has kept out on this node")
                .register(registry);
    }
}
