/** 群众点单 · 支部下单 · 党员接单: the flow of {@code processes/order.bpmn}. */
@NullMarked
package org.ganxian.order;

import org.jspecify.annotations.NullMarked;
