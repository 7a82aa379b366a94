package org.ganxian.intake.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a file as a whole, for its rows to be read later.
 *
 * @param hash SHA-256 of the file
 * @param profile its name in the settings
 * @param line where the header stands
 * @param names of all columns
 * @param sheet null for a text file
 * @param separated whether a cell too many means that the row is shifted
 * @param notices zh-CN
 */
record Layout(
        String hash,
        String profile,
        int line,
        List<String> names,
        @Nullable String sheet,
        boolean separated,
        List<String> notices) {}
