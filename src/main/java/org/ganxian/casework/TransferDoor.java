package org.ganxian.casework;

import java.util.List;
import org.ganxian.demand.Demand;
import org.ganxian.engine.Choice;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** Where a case goes that another system is to handle: 110, 12345 and others. All that other flows know of them. */
public interface TransferDoor {

    /**
     * What is asked for before a case goes there.
     *
     * @param partner code of the other system
     * @param reason zh-CN, told to it and to the resident, at most 400 characters
     * @param consentBy how the resident was asked and agreed, a code of the ways to contact them; missing in danger only
     */
    record Transfer(String partner, String reason, @Nullable String consentBy) {}

    /** The systems that a case can go to. */
    List<Choice> partners();

    /**
     * Writes the transfer down. It goes out when the diagram says so; the case itself is left as it is.
     *
     * @return to whom and why, zh-CN, for the resident to read
     * @throws Refusal 400 with what is wrong by field, 409 for one who has refused this case before
     */
    String take(Demand from, Transfer transfer);
}
