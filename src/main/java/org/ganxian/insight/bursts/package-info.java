/** 突增: what comes from a place more often than usual. Knows places and kinds of demands, and nothing of people. */
@NullMarked
package org.ganxian.insight.bursts;

import org.jspecify.annotations.NullMarked;
