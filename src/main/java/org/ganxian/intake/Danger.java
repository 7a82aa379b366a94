package org.ganxian.intake;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.sla.Priority;

/** What a resident in danger is told before anything else, at every door. */
public final class Danger {

    public static final String ADVICE = "如有人身危险，请立即拨打 110（报警）、119（火警）或 120（急救）。我们已转值班席处理。";

    private static final Set<Status> STATUSES = EnumSet.of(Status.EMERGENCY, Status.TRANSFERRED);

    private Danger() {}

    /** The advice, empty for a demand without danger. */
    public static Optional<String> advice(Demand demand) {
        return STATUSES.contains(demand.status()) || waitsAlone(demand) ? Optional.of(ADVICE) : Optional.empty();
    }

    /** It was kept though its process could not start. */
    private static boolean waitsAlone(Demand demand) {
        return demand.status() == Status.REGISTERED && demand.priority() == Priority.P1;
    }
}
