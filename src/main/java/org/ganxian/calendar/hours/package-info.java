/** The office hours of a unit, and how an administrator changes them. */
@NullMarked
package org.ganxian.calendar.hours;

import org.jspecify.annotations.NullMarked;
