/** Deadlines: computed here once, given to timers and tasks as dates. */
package org.ganxian.sla;
