package org.ganxian.platform.privacy;

import java.util.List;

/**
 * Hashes under the key in force, and those that may be looked for: while keys are changed, under either key.
 *
 * @param all the one in force first
 */
public record KeyedHashes(KeyedHash current, List<KeyedHash> all) {}
