/**
 * The documents (文书) of a case: set from templates as PDF/A with a font of our own, numbered, kept with their hash.
 * Knows neither the case nor its process.
 */
@NullMarked
package org.ganxian.document;

import org.jspecify.annotations.NullMarked;
