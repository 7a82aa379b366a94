/** When a deadline falls, asked by whoever wants to know: the page 期限试算 and its API. */
@NullMarked
package org.ganxian.calendar.deadline;

import org.jspecify.annotations.NullMarked;
