/** 搜索: one box by which staff find the cases that they may see. */
@NullMarked
package org.ganxian.insight.finding;

import org.jspecify.annotations.NullMarked;
