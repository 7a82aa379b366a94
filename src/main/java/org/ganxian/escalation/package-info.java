/** 督办: the four-level ladder 社区 → 街道 → 区 → 市 of {@code processes/escalation.bpmn}, which each flow calls. */
@NullMarked
package org.ganxian.escalation;

import org.jspecify.annotations.NullMarked;
