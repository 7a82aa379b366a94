/**
 * 督办: the four-level ladder 社区 → 街道 → 区 → 市 of {@code processes/escalation.bpmn}, which each flow calls; what a superior
 * does to a case of their own accord, and {@code processes/handover.bpmn}, which asks another district to take one.
 */
@NullMarked
package org.ganxian.escalation;

import org.jspecify.annotations.NullMarked;
