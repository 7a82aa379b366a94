package org.ganxian.engine;

import org.camunda.bpm.engine.authorization.Groups;

/** Groups that the engine itself knows. */
public final class EngineGroups {

    /** Its members may do everything in the engine. */
    public static final String ADMINISTRATORS = Groups.CAMUNDA_ADMIN;

    private EngineGroups() {}
}
