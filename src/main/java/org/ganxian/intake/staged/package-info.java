/** Files of a form that was refused, kept for an hour. */
@NullMarked
package org.ganxian.intake.staged;

import org.jspecify.annotations.NullMarked;
