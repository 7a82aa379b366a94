package org.ganxian.sla;

import java.util.Set;

/** A flow that keeps limits: the table must have them all. */
public interface LimitedFlow {

    /** Key of its process. */
    String flow();

    Set<Milestone> limits();
}
