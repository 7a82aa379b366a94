/** The clocks of a case: its limits, pauses, breaches, and what a changed rule or calendar moves. */
package org.ganxian.sla;
