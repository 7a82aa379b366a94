/** Working time: which days and hours count, and the deadlines that follow from them. Knows no case. */
@NullMarked
package org.ganxian.calendar;

import org.jspecify.annotations.NullMarked;
