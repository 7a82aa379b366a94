/** 转人民调解 at the front desk: an order that is a dispute goes to a committee. */
@NamedInterface("dispute")
@NullMarked
package org.ganxian.order.dispute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
