/** Orders that tell of danger: what residents wrote, and a process for those that had to be kept without one. */
@NullMarked
package org.ganxian.order.danger;

import org.jspecify.annotations.NullMarked;
