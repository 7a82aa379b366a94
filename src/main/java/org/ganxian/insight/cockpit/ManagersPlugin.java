package org.ganxian.insight.cockpit;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/** What 干线 answers to its own scripts in Cockpit; found by the webapp as a Java service. */
public class ManagersPlugin extends AbstractCockpitPlugin {

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
