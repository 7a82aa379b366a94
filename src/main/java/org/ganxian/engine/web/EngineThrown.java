package org.ganxian.engine.web;

import jakarta.ws.rs.core.FeatureContext;
import org.ganxian.platform.web.RequestLog;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.glassfish.jersey.server.internal.process.MappableException;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/**
 * Notes what the resources of the engine's web applications throw, before the engine makes an answer of it that says too
 * little for the log. Jersey finds this class by itself, for each of these applications.
 */
public class EngineThrown implements AutoDiscoverable, ApplicationEventListener, RequestEventListener {

    @Override
    public void configure(FeatureContext application) {
        application.register(this);
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests matter.
    }

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        return this;
    }

    @Override
    public void onEvent(RequestEvent event) {
        if (event.getType() == RequestEvent.Type.ON_EXCEPTION) {
            Throwable thrown = event.getException();
            event.getContainerRequest()
                    .setProperty(
                            RequestLog.THROWN,
                            thrown instanceof MappableException && thrown.getCause() != null
                                    ? thrown.getCause()
                                    : thrown);
        }
    }
}
