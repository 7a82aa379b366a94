/** The figures of an area and the waits on its diagrams. */
@NullMarked
package org.ganxian.insight.figures;

import org.jspecify.annotations.NullMarked;
