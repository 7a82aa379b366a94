/** Working time: which days and hours count, and the deadlines that follow from them. Knows no case. */
package org.ganxian.calendar;
