/** 人民调解统计: what committees take, settle and refuse, by period, without anybody who could be recognized. */
@NullMarked
package org.ganxian.mediation.figures;

import org.jspecify.annotations.NullMarked;
