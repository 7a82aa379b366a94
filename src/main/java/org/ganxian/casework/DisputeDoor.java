package org.ganxian.casework;

import java.util.List;
import org.ganxian.demand.Demand;
import org.ganxian.engine.Choice;
import org.ganxian.platform.Refusal;

/** Where a case that turns out to be a dispute goes: to the mediation committee of its place. All that other flows know of mediation. */
public interface DisputeDoor {

    /**
     * What the resident is asked for before their case goes there.
     *
     * @param type a code of 纠纷类型
     * @param claim what they want, at most 500 characters
     * @param otherName of the other side, at most 60 characters
     * @param otherPhone of the other side
     * @param askedBy how the resident was asked and agreed, a code of the ways to contact them
     */
    record Dispute(String type, String claim, String otherName, String otherPhone, String askedBy) {}

    /** The kinds of dispute. */
    List<Choice> types();

    /**
     * Registers the dispute; the day of its request is that of the case (法释〔2008〕11号第十二条). The case itself is left as it is.
     *
     * @return its number and the committee, zh-CN, for the resident to read
     * @throws Refusal 400 with what is wrong by field, where the place has no committee too
     */
    String take(Demand from, Dispute dispute);
}
