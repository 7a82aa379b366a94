/** The figures of an area as files: those of any days when they are asked for, those of a month as they were made. */
@NullMarked
package org.ganxian.insight.reports;

import org.jspecify.annotations.NullMarked;
