/**
 * 人民调解: disputes, their parties, mediators, sessions, agreements and duties, and the beans of {@code processes/mediation.bpmn}.
 * What it keeps is read by those who work on the case alone.
 */
@NullMarked
package org.ganxian.mediation;

import org.jspecify.annotations.NullMarked;
