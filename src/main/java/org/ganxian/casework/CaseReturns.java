package org.ganxian.casework;

import java.time.Instant;
import java.util.Optional;
import org.ganxian.demand.Demand;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** 退单 of a case that another system has sent: by a rule, in its time, decided by somebody else. Other cases know no such limits. */
public interface CaseReturns {

    /**
     * What a unit says when it gives a case back.
     *
     * @param rule zh-CN, at most 200 characters
     * @param proposed code of the unit whose it is
     * @param reason zh-CN
     */
    record Request(String rule, String proposed, String reason) {}

    /**
     * A request that nobody has decided on.
     *
     * @param askedBy user name
     * @param group who decides; the triage desk where it is missing
     * @param designates whether the decision is the last word
     */
    record Open(String askedBy, @Nullable String group, Instant due, boolean designates) {}

    /** Whether these limits hold for a case. */
    boolean concern(Demand demand);

    /** zh-CN, why its unit cannot give it back now; empty when it can. */
    Optional<String> whyNot(Demand demand);

    /**
     * Writes the request down and tells the other system.
     *
     * @return what is asked for and why, zh-CN, for colleagues
     * @throws Refusal 409 when it cannot be given back, 400 for a unit that there is not
     */
    String ask(Demand demand, Request request);

    Optional<Open> open(Demand demand);

    /**
     * Decides on the open request, and tells the other system.
     *
     * @param unit code of whoever has the case now; null when nobody of ours has
     * @return the decision, zh-CN, for colleagues
     */
    String decide(Demand demand, @Nullable String unit);
}
