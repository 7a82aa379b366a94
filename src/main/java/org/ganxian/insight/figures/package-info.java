/** The figures of an area and the waits on its diagrams. */
package org.ganxian.insight.figures;
