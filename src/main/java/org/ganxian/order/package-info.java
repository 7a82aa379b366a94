/** 群众点单 · 支部下单 · 党员接单: the flow of {@code processes/order.bpmn}. */
package org.ganxian.order;
