package org.ganxian.escalation;

import java.util.List;
import org.ganxian.engine.Choice;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;

/** A flow whose cases can be supervised: it calls {@code escalation}, and does what a superior decides. */
public interface SupervisedFlow {

    /** Key of its process, as its clocks name it. */
    String key();

    /**
     * Calls {@code escalation} for a case because somebody asks for it.
     *
     * @throws Refusal 409 when the case is not in hand any more
     */
    void superviseByHand(String number);

    /**
     * Who has the case now: a user name, or the group whose turn it is.
     *
     * @param late the limit that was breached, which may have been another's; null when a person asks
     */
    String owner(String number, @Nullable Milestone late);

    /** Code of the unit that serves the case; null while none does. */
    @Nullable
    String servingUnit(String number);

    /**
     * Code of the unit of whoever has the case now, which is a superior's after a take-over; null while no unit has it.
     *
     * @param late as for {@link #owner}
     */
    @Nullable
    String unitInCharge(String number, @Nullable Milestone late);

    /**
     * The superior does the case's present step and those that its unit would decide later.
     *
     * @throws Refusal 409 when there is nothing to take over now
     */
    void takeOver(String number, String username);

    /**
     * Takes the case from whoever has it, for others of the same unit or for another unit.
     *
     * @param unit code; null for the same unit
     * @throws Refusal 400 or 409 when this is not possible now
     */
    void redispatch(String number, @Nullable String unit);

    /**
     * Calls {@code handover} for a case, to ask another district.
     *
     * @throws Refusal 409 when the case is not in hand any more
     */
    void askOther(String number);

    /** Whoever asked another district does so no more. */
    void takeBackQuestion(String number);

    /**
     * Gives the case back to the unit that had it, at the step where it is.
     *
     * @param unit code
     * @throws Refusal 409 when somebody has taken it
     */
    void giveBack(String number, String unit);

    /** By how much a superior can extend the case's completion now; nothing when that is not possible. */
    List<Choice> extensions(String number);

    /**
     * Gives the case more time, once, before it is due.
     *
     * @param more one of {@link #extensions}
     * @param reason zh-CN; the resident reads it
     * @throws Refusal 400 or 409 when this is not possible now
     */
    void extend(String number, String more, String reason);

    /** Units that a case can be given to. */
    List<Choice> servingUnits();
}
