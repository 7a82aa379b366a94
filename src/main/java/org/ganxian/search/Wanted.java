package org.ganxian.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for, understood: a case has all of it.
 *
 * @param terms of words, names and addresses
 * @param phone as {@code PhoneNumbers.Written#number}; null for none
 * @param external number in another system; null for none
 */
public record Wanted(
        Set<String> terms, @Nullable String phone, @Nullable String external) {

    boolean isOfANumber() {
        return phone != null || external != null;
    }

    /** What is too little to look for: a single character. */
    public boolean isNothing() {
        return terms.isEmpty() && !isOfANumber();
    }
}
