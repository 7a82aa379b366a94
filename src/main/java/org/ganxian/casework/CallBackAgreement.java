package org.ganxian.casework;

import org.ganxian.demand.Demand;

/** Who calls a resident who is not satisfied: nobody is called by two systems. */
public interface CallBackAgreement {

    /**
     * Whether the system that a case came from calls its resident back itself. Whoever asks us for the case to be done again,
     * that system or the resident, is called by us all the same: on that call our rework is decided.
     */
    boolean isTheirs(Demand demand);
}
