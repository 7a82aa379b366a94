/** The doors through which a demand comes: API, portal, desk, files. */
@NullMarked
package org.ganxian.intake;

import org.jspecify.annotations.NullMarked;
