/** The demand (诉求): number, resident, place, category, lifecycle, timeline and photos. Knows no process. */
package org.ganxian.demand;
