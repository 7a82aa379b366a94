package org.ganxian.organization.setup;

import java.util.List;

/** What a module knows of a city's setting up. All of it is computed from the data; nothing is ticked by hand. */
public interface SetupPart {

    /**
     * One step of the first hour.
     *
     * @param order among all steps
     * @param title zh-CN
     * @param done whether there is what it is to bring
     * @param state zh-CN, what there is now
     * @param link where it is done; empty for a setting of the server
     */
    record Step(int order, String title, boolean done, String state, String link) {}

    /**
     * What a flow lacks.
     *
     * @param flow zh-CN
     * @param what zh-CN, a plain sentence: who lacks what, and what happens then
     * @param link where it is mended; empty for a setting of the server
     */
    record Missing(String flow, String what, String link) {}

    List<Step> steps();

    default List<Missing> missing() {
        return List.of();
    }
}
