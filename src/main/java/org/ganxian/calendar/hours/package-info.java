/** The office hours of a unit, and how an administrator changes them. */
package org.ganxian.calendar.hours;
