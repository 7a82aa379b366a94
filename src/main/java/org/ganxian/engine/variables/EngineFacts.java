package org.ganxian.engine.variables;

import java.util.Set;

/**
 * The names of the variables that a flow lets live in the engine: ids, codes, dates, outcomes. Whatever else is typed
 * into a form is handed to the domain and gone from the engine within the same transaction; history never sees it.
 */
public interface EngineFacts {

    Set<String> names();

    /** True while the flow itself writes one of them on this thread; nobody else may. */
    boolean areBeingWritten();
}
