package org.ganxian.engine;

import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;

/** The doors of a {@link CockpitPlugin}. The webapp makes it, so it has a public constructor and no beans given to it. */
public abstract class CockpitResource extends AbstractCockpitPluginRootResource {

    /** @param plugin id of the plugin */
    protected CockpitResource(String plugin) {
        super(plugin);
    }
}
