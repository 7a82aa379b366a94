/** The cases behind a figure: lists, exports, a single case. */
@NullMarked
package org.ganxian.insight.cases;

import org.jspecify.annotations.NullMarked;
