package org.ganxian.engine;

import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/** A plugin of Cockpit; the webapp finds those named in {@code META-INF/services}. */
public abstract class CockpitPlugin extends AbstractCockpitPlugin {}
