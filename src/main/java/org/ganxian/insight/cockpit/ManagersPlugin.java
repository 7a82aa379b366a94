package org.ganxian.insight.cockpit;

import java.util.Set;
import org.ganxian.engine.CockpitPlugin;

/** What 干线 answers to its own scripts in Cockpit; found by the webapp as a Java service. */
public class ManagersPlugin extends CockpitPlugin {

    static final String ID = "ganxian";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(ManagersResource.class);
    }
}
