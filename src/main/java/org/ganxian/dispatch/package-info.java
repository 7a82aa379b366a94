/** 派单台: many tasks of a dispatcher or the triage desk at once, likely duplicates side by side, merges taken back, and the 工单 on paper. */
@NullMarked
package org.ganxian.dispatch;

import org.jspecify.annotations.NullMarked;
