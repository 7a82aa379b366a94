/** The cases behind a figure: lists, exports, a single case. */
package org.ganxian.insight.cases;
