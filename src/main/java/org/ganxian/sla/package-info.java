/** The clocks of a case: its limits, pauses, breaches, and what a changed rule or calendar moves. */
@NullMarked
package org.ganxian.sla;

import org.jspecify.annotations.NullMarked;
