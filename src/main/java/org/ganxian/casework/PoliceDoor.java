package org.ganxian.casework;

import org.jspecify.annotations.Nullable;

/** Where 110 is told of a danger in a case whose words stay here. All that flows know of the exchange with it. */
public interface PoliceDoor {

    /**
     * What 110 gets: no name, no telephone number, no word that was said.
     *
     * @param number of the case
     * @param kind zh-CN, what the case is
     * @param unit code of its place; null for none
     * @param occurrence 1 for the first danger of this case; the same one is sent once, however often it is told
     */
    record Danger(String number, String kind, @Nullable String unit, int occurrence) {}

    /** @return false where no 110 takes messages: then the telephone is all there is */
    boolean tell(Danger danger);
}
