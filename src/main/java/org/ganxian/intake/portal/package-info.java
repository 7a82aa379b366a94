/** The door for residents: pages on which they file, follow, answer, withdraw and rate. */
@NullMarked
package org.ganxian.intake.portal;

import org.jspecify.annotations.NullMarked;
