/**
 * 办件: what every flow stands on, once. Variables and limits that a flow declares, clock, groups, supervision's usual
 * answers, the panel beside a task, messages by case number, ratings, demo stories. It knows no flow.
 */
package org.ganxian.casework;
