package org.ganxian.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ganxian.engine.inside.RefusalCodes;
import org.ganxian.platform.Refusal;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

/**
 * Stands in every JAX-RS application of this server, between the choice of the method that answers and the reading of
 * what was sent: what is no {@link PlainBody} never reaches the engine.
 */
@ConstrainedTo(RuntimeType.SERVER)
public class PlainBodyFilter implements ContainerRequestFilter {

    /** Found by Jersey itself, so that no application is without the filter. */
    @ConstrainedTo(RuntimeType.SERVER)
    public static class Everywhere implements ForcedAutoDiscoverable {
        @Override
        public void configure(FeatureContext application) {
            application.register(PlainBodyFilter.class);
        }
    }

    private static final Pattern RETRIES = Pattern.compile("(.*/)?(job|job-definition)/[^/]+/retries/?");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void filter(ContainerRequestContext call) throws IOException {
        if (!call.hasEntity() || MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(call.getMediaType())) {
            // A form is the webapps' login.
            return;
        }
        try {
            Optional<ObjectNode> body = read(call);
            if (RETRIES.matcher(call.getUriInfo().getPath()).matches()) {
                requireRetryOnly(body);
            }
            // What was looked at is what the engine reads.
            call.setEntityStream(
                    new ByteArrayInputStream(body.isPresent() ? JSON.writeValueAsBytes(body.get()) : new byte[0]));
        } catch (Refusal refusal) {
            RefusalCodes.remember(refusal);
            call.abortWith(Response.status(refusal.status().value())
                    .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                    .entity(JSON.writeValueAsString(Map.of("type", "Refusal", "message", refusal.getMessage())))
                    .build());
        }
    }

    private static Optional<ObjectNode> read(ContainerRequestContext call) throws IOException {
        MediaType type = call.getMediaType();
        if (type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            throw Refusal.invalid("此处只接受 JSON，不接受文件和其他格式");
        }
        return PlainBody.read(call.getEntityStream(), JSON);
    }

    /** Trying again repeats what the flow wanted; no retries at all, or another due date, would stop or move a clock. */
    private static void requireRetryOnly(Optional<ObjectNode> body) {
        boolean retryOnly = body.filter(b -> b.path("retries").asInt() >= 1)
                .filter(b -> !b.hasNonNull("dueDate"))
                .isPresent();
        if (!retryOnly) {
            throw Refusal.invalid("只能让失败的作业重试，不能停止作业或改变其时间");
        }
    }
}
