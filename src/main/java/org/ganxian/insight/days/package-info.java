/** What is over, summed by day for the whole city, so that a look does not go through it. */
@NullMarked
package org.ganxian.insight.days;

import org.jspecify.annotations.NullMarked;
