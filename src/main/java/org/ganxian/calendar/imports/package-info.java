/** The published lists of holidays and make-up days, and how a new one comes in. */
package org.ganxian.calendar.imports;
