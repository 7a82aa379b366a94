/** 卡在哪一步: the steps of a flow in the order of what they hold up, beside its diagram, and who has the cases in one. */
@NullMarked
package org.ganxian.insight.steps;

import org.jspecify.annotations.NullMarked;
