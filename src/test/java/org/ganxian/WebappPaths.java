package org.ganxian;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.ganxian.EngineRestPaths.Endpoint;

/** Every method and path of the webapps' own doors and of the plugins in them, ours among them; read in a running application. */
final class WebappPaths {

    private WebappPaths() {}

    static List<Endpoint> all() {
        Map<String, Application> webapps = Map.of(
                "admin", new AdminApplication(),
                "cockpit", new CockpitApplication(),
                "tasklist", new TasklistApplication(),
                "welcome", new WelcomeApplication());
        Set<Endpoint> found = new LinkedHashSet<>();
        webapps.forEach((name, webapp) -> webapp.getClasses().stream()
                .filter(resource -> resource.isAnnotationPresent(Path.class))
                .forEach(resource -> EngineRestPaths.walk(
                        resource,
                        "/camunda/api/" + name + "/"
                                + resource.getAnnotation(Path.class).value(),
                        found)));
        List<Endpoint> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        return sorted;
    }
}
