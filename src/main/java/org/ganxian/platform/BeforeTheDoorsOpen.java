package org.ganxian.platform;

import lombok.RequiredArgsConstructor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lays the {@link Groundwork} in a phase before the web server's, which is 1024 before this one: a door that is open finds a city that works. */
@Component
@RequiredArgsConstructor
class BeforeTheDoorsOpen implements SmartLifecycle {

    private final ObjectProvider<Groundwork> groundwork;
    private boolean laid;

    @Override
    public void start() {
        groundwork.orderedStream().forEach(BeforeTheDoorsOpen::lay);
        laid = true;
    }

    private static void lay(Groundwork one) {
        try {
            one.lay();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void stop() {
        laid = false;
    }

    @Override
    public boolean isRunning() {
        return laid;
    }

    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 2048;
    }
}
