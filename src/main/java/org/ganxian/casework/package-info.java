/**
 * 办件: what every flow stands on, once. Variables and limits that a flow declares, clock, groups, supervision's usual
 * answers, the panel beside a task, messages by case number, ratings, demo stories. It knows no flow.
 */
@NullMarked
package org.ganxian.casework;

import org.jspecify.annotations.NullMarked;
