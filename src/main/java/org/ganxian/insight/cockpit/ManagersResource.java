package org.ganxian.insight.cockpit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.engine.CockpitResource;
import org.ganxian.engine.EngineFailures;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.cases.CaseActions;
import org.ganxian.insight.cases.CaseViews;
import org.ganxian.insight.figures.Comparisons;
import org.ganxian.insight.figures.Dashboards;
import org.ganxian.insight.figures.StepWaits;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The doors of Cockpit's plugin. The webapp makes the resource itself, so it finds its beans in a place of their own. */
@Path("plugin/" + ManagersPlugin.ID)
@Produces(MediaType.APPLICATION_JSON)
public class ManagersResource extends CockpitResource {

    /** What a manager does, each field missing where it is not needed. */
    record Asked(
            @Nullable String reason,
            @Nullable String unit,
            @Nullable String more) {}

    /** The beans behind the resource. */
    @Component
    static class Beans {

        @SuppressWarnings("NullAway.Init") // by the application, before it opens its doors
        private static Beans latest;

        private final Dashboards dashboards;
        private final Comparisons comparisons;
        private final StepWaits steps;
        private final CaseViews views;
        private final CaseActions actions;
        private final ObjectMapper json;
        private final Clock clock;

        Beans(
                Dashboards dashboards,
                Comparisons comparisons,
                StepWaits steps,
                CaseViews views,
                CaseActions actions,
                ObjectMapper json,
                Clock clock) {
            this.dashboards = dashboards;
            this.comparisons = comparisons;
            this.steps = steps;
            this.views = views;
            this.actions = actions;
            this.json = json;
            this.clock = clock;
            latest = this;
        }
    }

    public ManagersResource() {
        super(ManagersPlugin.ID);
    }

    @GET
    @Path("default/dashboard")
    public Response dashboard(
            @Context UriInfo asked, @QueryParam("within") String within, @QueryParam("flow") String flow) {
        return answer(() -> Beans.latest.dashboards.of(within, StringUtils.trimToNull(flow), period(asked)));
    }

    /** Apart from the dashboard, which does not wait for what was before. */
    @GET
    @Path("default/comparison")
    public Response comparison(
            @Context UriInfo asked, @QueryParam("within") String within, @QueryParam("flow") String flow) {
        return answer(() -> Beans.latest.comparisons.of(within, StringUtils.trimToNull(flow), period(asked)));
    }

    @GET
    @Path("default/steps")
    public Response steps(
            @Context UriInfo asked, @QueryParam("definition") String definition, @QueryParam("within") String within) {
        return answer(() -> Beans.latest.steps.of(definition, within, period(asked)));
    }

    @GET
    @Path("default/cases/{instance}")
    public Response one(@PathParam("instance") String instance) {
        return answer(() -> Beans.latest.views.of(Beans.latest.views.numberOf(instance)));
    }

    @POST
    @Path("default/cases/{instance}/{what:supervise|redispatch|extend}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response act(@PathParam("instance") String instance, @PathParam("what") String what, String body) {
        return answer(() -> {
            Asked asked = read(body);
            String number = Beans.latest.views.numberOf(instance);
            CaseActions actions = Beans.latest.actions;
            switch (what) {
                case "supervise" -> actions.supervise(number, asked.reason());
                case "redispatch" -> actions.redispatch(number, asked.unit(), asked.reason());
                default -> actions.extend(number, asked.more(), asked.reason());
            }
            return Beans.latest.views.of(number);
        });
    }

    private static ReportingPeriod period(UriInfo asked) {
        Map<String, String> said = new HashMap<>();
        asked.getQueryParameters().forEach((key, values) -> said.put(key, values.get(0)));
        return ReportingPeriod.asked(said, Beans.latest.clock.instant());
    }

    private static Asked read(String body) {
        try {
            return Beans.latest.json.readValue(body, Asked.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw Refusal.invalid("请求的格式不正确，请刷新页面后重试");
        }
    }

    private static Response answer(Supplier<Object> work) {
        try {
            return Response.ok(Beans.latest.json.writeValueAsString(work.get())).build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            Refusal refusal = EngineFailures.refusalBehind(e).orElseThrow(() -> e);
            return Response.status(refusal.status().value()).build();
        }
    }
}
