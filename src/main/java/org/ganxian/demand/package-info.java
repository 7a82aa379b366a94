/** The demand (诉求): number, resident, place, category, lifecycle, timeline and photos. Knows no process. */
@NullMarked
package org.ganxian.demand;

import org.jspecify.annotations.NullMarked;
