package org.ganxian.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A tie that does not hold (勾稽不符).
 *
 * @param tie id of it
 * @param title zh-CN, what is held against what
 * @param number of the case
 * @param what zh-CN, one sentence
 * @param repairable whether one side can be made anew from the other
 * @param repaired null as long as nobody wanted it; false when it is broken still
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Break(
        String tie,
        String title,
        String number,
        String what,
        boolean repairable,
        @Nullable Boolean repaired) {

    Break repaired(boolean isSound) {
        return new Break(tie, title, number, what, repairable, isSound);
    }
}
