/** The published lists of holidays and make-up days, and how a new one comes in. */
@NullMarked
package org.ganxian.calendar.imports;

import org.jspecify.annotations.NullMarked;
