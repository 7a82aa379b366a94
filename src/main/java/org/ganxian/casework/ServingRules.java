package org.ganxian.casework;

import java.util.Optional;
import org.ganxian.demand.Demand;
import org.ganxian.organization.Unit;

/** Which unit may not be given a case, whoever chooses it. */
public interface ServingRules {

    /** zh-CN, with the rule; empty where it may. */
    Optional<String> whyNot(Demand demand, Unit unit);
}
