/** What a committee has before it: sessions that are appointed, week by week, and duties that are due. */
@NullMarked
package org.ganxian.mediation.calendar;

import org.jspecify.annotations.NullMarked;
