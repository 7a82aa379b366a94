package org.ganxian.danger;

import org.jspecify.annotations.Nullable;

/**
 * What one word found.
 *
 * @param found as it stands in the text, signs aside
 * @param because the word of the list, or what else, for which it does not count; null when it does
 */
record Finding(String found, Word word, @Nullable String because) {
    boolean counts() {
        return because == null;
    }
}
