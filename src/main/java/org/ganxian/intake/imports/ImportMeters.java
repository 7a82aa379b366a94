package org.ganxian.intake.imports;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Of this node: {@code ganxian.imports.running}, and {@code ganxian.imports.failed} that broke off by a fault of ours. */
@Component
@RequiredArgsConstructor
class ImportMeters implements MeterBinder {

    private final Imports imports;

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ganxian.imports.running", imports::running)
                .description("Files that are being imported on this node")
                .register(registry);
        FunctionCounter.builder("ganxian.imports.failed", imports, Imports::failed)
                .description("Imports that broke off by a fault, not by a bad file")
                .register(registry);
    }
}
