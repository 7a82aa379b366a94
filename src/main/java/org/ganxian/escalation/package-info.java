/** 督办: the four-level ladder 社区 → 街道 → 区 → 市 of {@code processes/escalation.bpmn}, which each flow calls. */
package org.ganxian.escalation;
